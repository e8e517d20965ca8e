import { type Kysely, sql } from 'kysely';
import type { Vault } from '../kernel/vault.js';
import { contactPhonePlace } from './enterprise-contact.js';

export interface NotedContact {
  creditCode: string;
  phone: string;
}

/** So many numbers are written by one statement. */
const pieceOfWork = 5_000;

/** Notes the numbers that came with an institution's policies; a later one of the same insurer replaces an earlier one. */
export async function noteContacts(
  // oxlint-disable-next-line typescript/no-explicit-any -- kysely's executor is generic over a schema that raw SQL does not use
  em: { getKysely: () => Kysely<any> },
  { vault, now }: { vault: Vault; now: Date },
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
    await sql`
      insert into enterprise_contact (enterprise_id, institution_id, sealed_phone, last_four, given_at)
      select enterprise.id, ${institutionId}::uuid, "sealedPhone", "lastFour", ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as row ("creditCode" text, "sealedPhone" text, "lastFour" text)
        join enterprise on enterprise.credit_code = row."creditCode"
      order by enterprise.id
      on conflict (enterprise_id, institution_id) do update set sealed_phone = excluded.sealed_phone,
        last_four = excluded.last_four, given_at = excluded.given_at`.execute(em.getKysely());
  }
}
