import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { ContextFactory } from '../../src/http/request-context.js';
import { creditCodeCheck, organisationCheck } from '../../src/kernel/values/credit-code.js';
import { signAccessToken, tokenKey } from '../../src/access/token/access-token.js';
import { Role } from '../../src/access/role.js';
import { loadCatalogue, loadProgramme } from '../../src/programme/load-programme.js';
import { fujian2025, type ProgrammeData } from '../../src/programme/data/programme-data.js';
import type { ApiClient } from './client.js';
import type { TestDatabase, TestGateway } from './gateway.js';
import { testSecret } from './secret.js';

export const programmeCode = fujian2025.code;

/** Loads the 2025 programme from its data file. */
export async function arrangeProgramme(gateway: TestGateway, data: ProgrammeData = fujian2025): Promise<void> {
  const nobody = { follow: () => expect.fail('nothing follows what a test arranges'), reaches: () => false };
  const context = new ContextFactory(gateway.database.em, gateway.clock, nobody, tokenKey(testSecret)).ofSystem();
  await context.db.write(async (em) => {
    await loadCatalogue(em);
    await loadProgramme(em, context, data);
  });
}

export interface Person {
  accountId: string;
  role: Role;
  subjectId: string | null;
  token: string;
  client: ApiClient;
}

/** Creates a person in a role, with a token and a client that sends it. */
export async function arrangePerson(
  gateway: TestGateway,
  role: Role,
  subjectId: string | null = null,
): Promise<Person> {
  const accountId = randomUUID();
  await gateway.sql(`insert into account (id, name, created_at) values ($1, $2, now())`, [
    accountId,
    `${role} ${accountId}`,
  ]);
  return alsoAs(gateway, accountId, role, subjectId);
}

/** Gives the same person one more role: the same account, another token. */
export async function alsoAs(
  gateway: TestGateway,
  accountId: string,
  role: Role,
  subjectId: string | null = null,
): Promise<Person> {
  await gateway.sql(`insert into role_grant (account_id, role, subject_id, granted_at) values ($1, $2, $3, now())`, [
    accountId,
    role,
    subjectId,
  ]);
  const token = await signAccessToken({ accountId, role, subjectId }, tokenKey(testSecret), '1h');
  return { accountId, role, subjectId, token, client: gateway.client(token) };
}

let serial = 0;

/** Runs work with a separate range of numbers, so that prepared worlds and test files do not use the same ones. */
export async function withNumbersApart<T>(work: () => Promise<T>): Promise<T> {
  const own = serial;
  serial = 900_000;
  return work().finally(() => (serial = own));
}

/** Returns a valid credit code, a different one at each call. */
export function nextCreditCode(authority = '350100'): string {
  serial += 1;
  const organisation = `MA${String(serial).padStart(6, '0')}`;
  const body = `91${authority}${organisation}${organisationCheck(organisation)}`;
  return body + creditCodeCheck(body);
}

/** Creates an institution with a clerk. */
export async function arrangeInsurer(gateway: TestGateway, name = '闽江财产保险', status = 'ACTIVE'): Promise<Person> {
  const [row] = await gateway.sql<{ id: string }>(
    `insert into institution (credit_code, name, status) values ($1, $2, $3) returning id`,
    [nextCreditCode(), name, status],
  );
  return arrangePerson(gateway, Role.INSURER, (row as { id: string }).id);
}

export interface EnterpriseOptions {
  name?: string;
  /** The division code of the registration; null where not known yet. */
  division?: string | null;
  kind?: string | null;
  validFrom?: string;
  validUntil?: string;
}

export interface ArrangedEnterprise {
  id: string;
  creditCode: string;
  name: string;
}

/** Creates a company; by default it is in Fuzhou and qualified as a national high-tech enterprise. */
export async function arrangeEnterprise(
  { sql }: TestDatabase,
  { name = '福州榕科技有限公司', division = '350102', kind = 'NATIONAL_HIGH_TECH', ...valid }: EnterpriseOptions = {},
): Promise<ArrangedEnterprise> {
  const creditCode = nextCreditCode();
  if (division) await arrangeRegistration({ sql }, { creditCode, name, division });
  const [row] = await sql<{ id: string }>(`insert into enterprise (credit_code, name) values ($1, $2) returning id`, [
    creditCode,
    name,
  ]);
  const { id } = row as { id: string };
  if (kind) {
    await sql(
      `insert into qualification (enterprise_id, kind, valid_from, valid_until, source) values ($1, $2, $3, $4, 'test')`,
      [id, kind, valid.validFrom ?? '2023-01-01', valid.validUntil ?? '2026-12-31'],
    );
  }
  return { id, creditCode, name };
}

/** Inserts the first entry of a company in the register. */
export async function arrangeRegistration(
  { sql }: Pick<TestDatabase, 'sql'>,
  { creditCode, name, division }: { creditCode: string; name: string; division: string | null },
): Promise<void> {
  await sql(
    `insert into registered_company (credit_code, valid_from, is_first, name, division_code, status, source, as_of,
       recorded_at)
     values ($1, '2020-01-01', true, $2, $3, 'ACTIVE', 'test', '2025-08-01', now())`,
    [creditCode, name, division],
  );
}

/** Creates what a push needs: the 2025 programme, an ACTIVE insurer, and a company. */
export async function arrangePush(gateway: TestGateway): Promise<{ insurer: Person; enterprise: ArrangedEnterprise }> {
  await arrangeProgramme(gateway);
  return { insurer: await arrangeInsurer(gateway), enterprise: await arrangeEnterprise(gateway) };
}

/** Returns a row for this company that the 2025 programme accepts. */
export function policyRow(enterprise: ArrangedEnterprise, changes: Record<string, string | null> = {}) {
  serial += 1;
  return {
    rowKey: `row-${serial}`,
    policyNo: `P-${serial}`,
    creditCode: enterprise.creditCode,
    enterpriseName: enterprise.name,
    product: 'PRODUCT_LIABILITY',
    startsOn: '2024-03-01',
    endsOn: '2025-02-28',
    premium: '10000.00',
    invoiceNo: String(serial).padStart(20, '0'),
    ...changes,
  };
}

/** Adds the papers that policies need, as if uploaded and attached. */
export async function arrangePapers({ sql }: TestDatabase): Promise<void> {
  await sql(`
    insert into uploaded_document (institution_id, sha256, media_type, size, uploaded_at)
    select id, 'sha-' || id, 'application/pdf', 1, now() from institution on conflict do nothing`);
  await sql(`
    insert into policy_document (institution_id, policy_id, document_id, kind, attached_at)
    select policy.institution_id, policy.id, paper.id, kind, now()
    from policy join uploaded_document as paper on paper.institution_id = policy.institution_id,
      unnest(array['POLICY', 'INVOICE']) as kind
    on conflict do nothing`);
}
