import { randomUUID } from 'node:crypto';
import { RequestPaymentInformationDocument } from '../generated/graphql.js';
import type { TestGateway } from './gateway.js';
import { eventually } from './eventually.js';
import { type PublishedYear, yearOf } from './published-year.js';
import { programmeCode } from './world.js';

/** The instant at which the notice of `publishYear` is over: it opens on 2025-08-20. */
export const afterNotice = '2025-08-28T02:00:00Z';

/**
 * Continues the published year of the gateway until enterprises were asked for their accounts. It needs background
 * jobs. A person acts for each company for which `phoneOf` returns a number.
 */
export async function askYear(
  gateway: TestGateway,
  companyCount: number,
  phoneOf: (place: number) => string | undefined = () => undefined,
  beforeAsking: (year: PublishedYear) => Promise<void> = async () => undefined,
): Promise<PublishedYear> {
  const year = yearOf(gateway, companyCount);
  for (const [place, { id }] of year.companies.entries()) {
    const phone = phoneOf(place);
    if (phone) await bindPhone(gateway, id, phone);
  }
  await beforeAsking(year);
  gateway.clock.set(new Date(afterNotice));
  await eventually(async () => {
    const rows = await gateway.sql(`select 1 from claim where status = 'CONFIRMED'`);
    return rows.length === companyCount;
  }, 'the notice closes');
  await year.platform.client.get(RequestPaymentInformationDocument, {
    input: { programme: programmeCode, idempotencyKey: 'ask' },
  });
  return year;
}

/** Creates a person with this phone who acts for an enterprise, as if registered and bound. */
async function bindPhone({ sql, config: { vault } }: TestGateway, enterpriseId: string, phone: string): Promise<void> {
  const accountId = randomUUID();
  await sql(`insert into account (id, name, created_at) values ($1, '张三', now())`, [accountId]);
  await sql(`insert into account_secret (account_id, phone_digest, sealed_phone) values ($1, $2, $3)`, [
    accountId,
    vault.digest(phone, 'phone'),
    vault.seal(phone, 'account.phone'),
  ]);
  await sql(`insert into role_grant (account_id, role, subject_id, granted_at) values ($1, 'ENTERPRISE', $2, now())`, [
    accountId,
    enterpriseId,
  ]);
}

/** Confirms for every enterprise that was asked, each with a new account. */
export async function claimAll({ sql, config, clock }: TestGateway): Promise<void> {
  const claims = await sql<{ id: string; enterprise_id: string; name: string }>(`
    select claim.id, enterprise_id, name from claim join enterprise on enterprise.id = enterprise_id
    where status = 'AWAITING_CLAIM' order by credit_code`);
  const rows = claims.map(({ id, enterprise_id, name }, index) => {
    const number = `62170000000${String(index).padStart(8, '0')}`;
    const sealed = config.vault.seal(number, 'claim_application.number');
    return { id: randomUUID(), claim: id, enterprise: enterprise_id, name, sealed, last: number.slice(-4) };
  });
  await sql(
    `insert into claim_application (id, claim_id, enterprise_id, holder, bank_name, bank_code, sealed_number,
      last_four, statement_version, statement_text, accepted_by, accepted_at)
     select id, claim, enterprise, name, '中国工商银行福州分行', '102391000012', sealed, last, 1, '', claim, $2
     from jsonb_to_recordset($1) as row (id uuid, claim uuid, enterprise uuid, name text, sealed text, last text)`,
    [JSON.stringify(rows), clock.now()],
  );
  await sql(`update claim set status = 'CLAIMED', version = version + 1 where status = 'AWAITING_CLAIM'`);
}
