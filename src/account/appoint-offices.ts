import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { AccountSecret, RoleGrant } from './account.js';
import type { Context } from '../access/context.js';
import type { OutsideProvider } from '../access/token/outside-provider.js';
import { phoneDigest } from '../one-time-code/phone.js';
import { openAccount } from './sign-in/register-account.js';
import { Role, staff } from '../access/role.js';
import { grantRole, type Holder, revokeRole } from './role-grants.js';

/** A person of an office, as configured. */
export interface Appointment {
  name: string;
  phone: string;
  role: Role;
  /** Code of the region of a CITY. */
  region?: string;
}

/**
 * Grants the configured people their roles, and revokes roles of people who are no longer configured. They sign in with
 * an SMS code, or set a password with one. Accounts without a phone number (demonstration data) are not changed.
 */
export async function appointOffices(context: Context, appointments: Appointment[]): Promise<void> {
  await context.db.write(async (em) => {
    const appointed = [];
    for (const appointment of appointments) appointed.push(await appoint(em, context, appointment));
    for (const holder of await holdersWithPhone(em)) {
      const stays = appointed.some(
        ({ accountId, role, subjectId }) =>
          accountId === holder.accountId && role === holder.role && subjectId === holder.subjectId,
      );
      if (!stays) await revokeRole(em, context, holder);
    }
  });
}

async function appoint(
  em: EntityManager,
  context: Context,
  { name, phone, role, region }: Appointment,
): Promise<Holder> {
  const known = await em.findOne(AccountSecret, { phoneDigest: phoneDigest(context.vault, phone) });
  const accountId = known?.accountId ?? (await openAccount(em, context, { name, phone, passwordDigest: null }));
  const subjectId = region === undefined ? null : await findRegion(em, region, 'OFFICES');
  const holder = { accountId, role, subjectId };
  await grantRole(em, context, holder);
  return holder;
}

/** Throws if the role of a configured provider names an unknown region. */
export async function requireRegions(context: Context, providers: OutsideProvider[]): Promise<void> {
  const named = providers.flatMap(({ roles }) => Object.values(roles).flatMap(({ region }) => region ?? []));
  if (named.length === 0) return;
  await context.db.inSnapshot(async (em) => {
    for (const code of new Set(named)) await findRegion(em, code, 'OIDC_PROVIDERS');
  });
}

async function findRegion(em: EntityManager, code: string, setting: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from region where code = ${code}`.execute(em.getKysely());
  if (!rows[0])
    throw new Error(`${setting}: there is no region ${code}; a region is for example 3501, or 350128 (Pingtan)`);
  return rows[0].id;
}

async function holdersWithPhone(em: EntityManager): Promise<Holder[]> {
  const grants = await em.find(RoleGrant, { role: { $in: [...staff, Role.CITY] }, revokedAt: null });
  const secrets = await em.find(AccountSecret, { accountId: { $in: grants.map(({ accountId }) => accountId) } });
  const withPhone = new Set(secrets.map(({ accountId }) => accountId));
  return grants.filter(({ accountId }) => withPhone.has(accountId));
}
