import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { onceFor } from '../database/idempotency.js';
import { recordEvents } from '../event/record-event.js';
import { normaliseCreditCode } from '../kernel/values/credit-code.js';
import { Refused } from '../kernel/errors/refusal.js';
import { requirePhone } from '../one-time-code/phone.js';
import { replacedNumber } from './contact-change.sql.js';
import { contactPhonePlace } from './enterprise-contact.js';
import { named } from '../database/schema/columns.js';
import { refuseContact } from './contact.refusals.js';

export interface GivenContact {
  creditCode: string;
  phone: string;
}

export interface GiveContacts {
  contacts: GivenContact[];
  idempotencyKey: string;
}

/** Stores phone numbers of companies that the viewer's institution insures; all or none. */
export function giveContacts(context: Context, { contacts, idempotencyKey: key }: GiveContacts): Promise<number> {
  const { viewer, vault, clock } = context;
  const rows = contacts.map(({ creditCode, phone }, index) => ({
    creditCode: normaliseCreditCode(creditCode),
    phone: requirePhone(phone, ['contacts', String(index), 'phone']),
  }));
  const digests = rows.map(({ creditCode, phone }) => `${creditCode}/${vault.digest(phone, 'phone')}`);
  const request = {
    accountId: viewer.accountId as string,
    operation: 'giveEnterpriseContacts',
    key,
    input: digests,
    now: clock.now(),
  };
  return context.db.write((em) => onceFor(em, request, () => note(em, context, rows)));
}

async function note(em: EntityManager, context: Context, contacts: GivenContact[]): Promise<number> {
  const { viewer, vault, clock } = context;
  const insured = await readInsured(em, contacts);
  contacts.forEach(({ creditCode }, index) => {
    if (insured.has(creditCode)) return;
    const path = ['contacts', String(index), 'creditCode'];
    throw new Refused(refuseContact('CONTACT_ENTERPRISE_UNKNOWN', path, { found: creditCode }));
  });
  const latest = new Map(contacts.map((contact) => [insured.get(contact.creditCode) as string, contact.phone]));
  const rows = [...latest].map(([enterpriseId, phone]) => ({
    enterpriseId,
    sealedPhone: vault.seal(phone, contactPhonePlace),
    lastFour: phone.slice(-4),
  }));
  const change = sql`
    insert into enterprise_contact (enterprise_id, institution_id, sealed_phone, last_four, given_at)
    select "enterpriseId", ${viewer.subjectId}::uuid, "sealedPhone", "lastFour", ${clock.now()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row ("enterpriseId" uuid, "sealedPhone" text, "lastFour" text)
    on conflict (enterprise_id, institution_id) do update set sealed_phone = excluded.sealed_phone,
      last_four = excluded.last_four, given_at = excluded.given_at
    returning enterprise_id, institution_id, old.last_four as before, new.last_four as after`;
  await recordEvents(em, context, 'CONTACT_GIVEN', 'Enterprise', replacedNumber, change);
  return rows.length;
}

/** Row security shows an insurer only the companies of its own policies. */
async function readInsured(em: EntityManager, contacts: GivenContact[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; creditCode: string }>`
    select ${named('id', 'credit_code')} from enterprise
    where credit_code = any(${contacts.map(({ creditCode }) => creditCode)}::text[])`.execute(em.getKysely());
  return new Map(rows.map(({ id, creditCode }) => [creditCode, id]));
}
