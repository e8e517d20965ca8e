import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { describedRoles, Role } from '../../access/role.js';
import { Account, AccountSecret, phonePlace, type RoleGrant } from '../../account/account.js';
import type { Vault } from '../../kernel/vault.js';

/** The identity in which a person acts, in words that they recognise. */
export interface Holder {
  grantId: string;
  /** Name of the role, for example 保险机构. */
  role: string;
  /** Name of the institution, enterprise or region; null for the offices, and if there is none yet. */
  subject: string | null;
  /** Name of the person and the last digits of the phone number. */
  person: string;
}

const subjects: Partial<Record<Role, string>> = {
  [Role.INSURER]: 'institution',
  [Role.ENTERPRISE]: 'enterprise',
  [Role.CITY]: 'region',
};

/** Reads as the gateway itself, because the person is not signed in yet and only sees their own data. */
export async function holderOf(em: EntityManager, vault: Vault, grant: RoleGrant): Promise<Holder> {
  const { id, role, accountId } = grant;
  const account = await em.findOneOrFail(Account, { id: accountId });
  const secret = await em.findOne(AccountSecret, { accountId });
  const phone = secret ? vault.open(secret.sealedPhone, phonePlace) : '';
  return {
    grantId: id,
    role: describedRoles[role].description.split(':')[0] as string,
    subject: await subjectName(em, grant),
    person: [account.name, phone && `尾号 ${phone.slice(-4)}`].filter(Boolean).join(' · '),
  };
}

async function subjectName(em: EntityManager, { role, subjectId }: RoleGrant): Promise<string | null> {
  const table = subjects[role];
  if (!table || !subjectId) return null;
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.table(table)} where id = ${subjectId}::uuid`.execute(em.getKysely());
  return rows[0]?.name ?? null;
}
