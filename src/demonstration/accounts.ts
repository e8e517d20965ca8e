import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Role } from '../access/role.js';
import type { Viewer } from '../access/viewer.js';
import { demonstrationId } from './demonstration-id.js';
import { type DemonstrationInstitution, makeInstitutions } from './made-up/institutions.js';
import { named } from '../database/schema/columns.js';

export interface DemonstrationAccount {
  role: Role;
  accountId: string;
  /** The institution of the INSURER, the enterprise of the ENTERPRISE, the region of the CITY. */
  subjectId: string | null;
  name: string;
}

/** A role that is granted for no institution or enterprise. */
export type Office = Role.PLATFORM | Role.SCIENCE | Role.REGULATOR | Role.FINANCE | Role.AUDITOR;

const offices: Record<Office, string> = {
  PLATFORM: '演示账号 · 平台运营',
  SCIENCE: '演示账号 · 省科技厅',
  REGULATOR: '演示账号 · 金融监管局',
  FINANCE: '演示账号 · 省财政厅',
  AUDITOR: '演示账号 · 审计监督',
};

/**
 * Inserted first and last: these two accounts show whether the demonstration was begun, and whether it was finished.
 */
export const firstAccountId = accountIdOf(Role.PLATFORM);
export const lastAccountId = accountIdOf(Role.ENTERPRISE);

const cityAccountId = accountIdOf(Role.CITY);

/** A second person of the science department, because the person who approved the list may not publish it. */
const publisher: DemonstrationAccount = {
  role: Role.SCIENCE,
  accountId: accountIdOf(`${Role.SCIENCE}/publisher`),
  subjectId: null,
  name: '演示账号 · 省科技厅公示岗',
};

function accountIdOf(holder: string): string {
  return demonstrationId(`account/${holder}`);
}

export function officeAccounts(): DemonstrationAccount[] {
  const accounts = Object.entries(offices).map(([role, name]) => ({
    role: role as Office,
    accountId: accountIdOf(role),
    subjectId: null,
    name,
  }));
  return [...accounts, publisher];
}

/** The bureau of Fuzhou. */
export function cityAccount(regionId: string): DemonstrationAccount {
  return { role: Role.CITY, accountId: cityAccountId, subjectId: regionId, name: '演示账号 · 福州市科技局' };
}

export function insurerAccount({ id, name, prefix }: DemonstrationInstitution): DemonstrationAccount {
  const accountId = accountIdOf(`${Role.INSURER}/${prefix}`);
  return { role: Role.INSURER, accountId, subjectId: id, name: `演示账号 · ${name}` };
}

export function enterpriseAccount({ id, name }: { id: string; name: string }): DemonstrationAccount {
  return { role: Role.ENTERPRISE, accountId: lastAccountId, subjectId: id, name: `演示账号 · ${name}` };
}

/** A second person of a company, besides `enterpriseAccount`. */
export function companyAccount({ id, name }: { id: string; name: string }): DemonstrationAccount {
  const accountId = accountIdOf(`${Role.ENTERPRISE}/${id}`);
  return { role: Role.ENTERPRISE, accountId, subjectId: id, name: `演示账号 · ${name}` };
}

export function officeViewer(role: Office): Viewer {
  return { role, accountId: accountIdOf(role), subjectId: null, expiresAt: null };
}

export function publisherViewer(): Viewer {
  const { role, accountId, subjectId } = publisher;
  return { role, accountId, subjectId, expiresAt: null };
}

export function insurerViewer(institution: DemonstrationInstitution): Viewer {
  const { role, accountId, subjectId } = insurerAccount(institution);
  return { role, accountId, subjectId, expiresAt: null };
}

/** Inserts accounts, each with its role. */
export async function insertAccounts(em: EntityManager, accounts: DemonstrationAccount[], now: Date): Promise<void> {
  const rows = accounts.map((account) => ({ ...account, grantId: demonstrationId(`grant/${account.accountId}`) }));
  await sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given ("grantId" uuid, role text,
        "accountId" uuid, "subjectId" uuid, name text)
    ), entered as (
      insert into account (id, name, created_at) select "accountId", name, ${now}::timestamptz from given
      on conflict (id) do nothing
    )
    insert into role_grant (id, account_id, role, subject_id, granted_at)
    select "grantId", "accountId", role, "subjectId", ${now}::timestamptz from given
    on conflict (id) do nothing`.execute(em.getKysely());
}

/** Returns one account for each role, for printing tokens; an empty list where the database has no demonstration. */
export async function demonstrationAccounts(em: EntityManager): Promise<DemonstrationAccount[]> {
  const insurer = insurerAccount(makeInstitutions()[0] as DemonstrationInstitution);
  const offices = officeAccounts().map(({ accountId }) => accountId);
  const ids = [...offices, cityAccountId, insurer.accountId, lastAccountId];
  const { rows } = await sql<DemonstrationAccount>`
    select ${named('role', 'account_id', 'subject_id', 'name')}
    from role_grant join account on account.id = role_grant.account_id
    where account_id = any(${ids}::uuid[]) and revoked_at is null
    order by array_position(${ids}::uuid[], account_id)`.execute(em.getKysely());
  return rows;
}
