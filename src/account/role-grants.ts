import type { EntityManager } from '@mikro-orm/postgresql';
import { findAllLocked } from '../database/find-locked.js';
import { recordEvent } from '../event/record-event.js';
import { RoleGrant } from './account.js';
import type { Context } from '../access/context.js';
import { revocationKey } from '../access/token/revocation.js';
import { revoke } from '../access/token/revocations.js';
import { Role } from '../access/role.js';
import { newId } from '../kernel/values/new-id.js';

export interface Holder {
  accountId: string;
  role: Role;
  subjectId: string | null;
}

/**
 * Grants a role to an account, for one institution or enterprise if given. Does nothing if the account already has it.
 */
export async function grantRole(
  em: EntityManager,
  context: Context,
  holder: Holder,
  { manages = false } = {},
): Promise<RoleGrant> {
  const present = await em.findOne(RoleGrant, { ...holder, revokedAt: null });
  if (present) return present;
  const grant = em.create(RoleGrant, {
    id: newId(),
    ...holder,
    grantedAt: context.clock.now(),
    revokedAt: null,
    manages,
    version: 1,
  });
  await em.flush();
  await recordRoleEvent(em, context, 'ROLE_GRANTED', holder);
  return grant;
}

/** Revokes a role. Every token for it becomes invalid, and its open sockets are closed. */
export async function revokeRole(em: EntityManager, context: Context, holder: Holder): Promise<boolean> {
  const grants = await findAllLocked(em, RoleGrant, { ...holder, revokedAt: null });
  if (grants.length === 0) return false;
  for (const grant of grants) em.assign(grant, { revokedAt: context.clock.now(), version: grant.version + 1 });
  await em.flush();
  await revoke(em, [revocationKey.role(holder.accountId, holder.role, holder.subjectId)]);
  await recordRoleEvent(em, context, 'ROLE_REVOKED', holder);
  return true;
}

type RoleEvent = 'ROLE_GRANTED' | 'ROLE_REVOKED';

function recordRoleEvent(em: EntityManager, context: Context, type: RoleEvent, holder: Holder): Promise<void> {
  const { accountId, role, subjectId } = holder;
  return recordEvent(em, context, {
    type,
    subject: { type: 'Account', id: accountId },
    institutionId: role === Role.INSURER ? (subjectId ?? undefined) : undefined,
    enterpriseId: role === Role.ENTERPRISE ? (subjectId ?? undefined) : undefined,
    data: { role },
  });
}

/** Returns the roles of an account: first those for an institution or enterprise, then by date, the latest first. */
export async function rolesOf(em: EntityManager, accountId: string): Promise<RoleGrant[]> {
  const grants = await em.find(
    RoleGrant,
    { accountId, revokedAt: null },
    { orderBy: { grantedAt: 'desc', id: 'desc' } },
  );
  return grants.toSorted((one, other) => Number(other.subjectId !== null) - Number(one.subjectId !== null));
}
