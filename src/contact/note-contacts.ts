import { type Kysely, sql } from 'kysely';
import { recordEvents } from '../event/record-event.js';
import type { Vault } from '../kernel/vault.js';
import { replacedNumber } from './contact-change.sql.js';
import { contactPhonePlace } from './enterprise-contact.js';

/** The account that pushed the policies, and the time. */
export interface NotedBy {
  vault: Vault;
  now: Date;
  accountId: string | null;
}

export interface NotedContact {
  creditCode: string;
  phone: string;
}

/** Numbers written by one statement. */
const pieceOfWork = 5_000;

/**
 * Stores the numbers that were sent with an institution's policies. A later one of the same insurer replaces an earlier
 * one, whose last digits stay in the event.
 */
export async function noteContacts(
  // oxlint-disable-next-line typescript/no-explicit-any -- kysely's executor is generic over a schema that raw SQL does not use
  em: { getKysely: () => Kysely<any> },
  { vault, now, accountId }: NotedBy,
  institutionId: string,
  contacts: NotedContact[],
): Promise<void> {
  const latest = [...new Map(contacts.map(({ creditCode, phone }) => [creditCode, phone]))];
  for (let from = 0; from < latest.length; from += pieceOfWork) {
    const rows = latest.slice(from, from + pieceOfWork).map(([creditCode, phone]) => ({
      creditCode,
      sealedPhone: vault.seal(phone, contactPhonePlace),
      lastFour: phone.slice(-4),
    }));
    const change = sql`
      insert into enterprise_contact (enterprise_id, institution_id, sealed_phone, last_four, given_at)
      select enterprise.id, ${institutionId}::uuid, "sealedPhone", "lastFour", ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as row ("creditCode" text, "sealedPhone" text, "lastFour" text)
        join enterprise on enterprise.credit_code = row."creditCode"
      order by enterprise.id
      on conflict (enterprise_id, institution_id) do update set sealed_phone = excluded.sealed_phone,
        last_four = excluded.last_four, given_at = excluded.given_at
      returning enterprise_id, institution_id, old.last_four as before, new.last_four as after`;
    const by = { viewer: { accountId }, clock: { now: () => now } };
    const replaced = sql`${replacedNumber} where before <> after`;
    await recordEvents(em, by, 'CONTACT_GIVEN', 'Enterprise', replaced, change);
  }
}
