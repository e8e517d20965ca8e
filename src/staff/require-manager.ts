import type { EntityManager } from '@mikro-orm/postgresql';
import { RoleGrant } from '../account/account.js';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import { findLocked } from '../database/find-locked.js';
import { Refused } from '../kernel/errors/refusal.js';
import { requireVersion } from '../transition/transit.js';
import { refuseStaff } from './staff.refusals.js';

/** Returns the viewer’s grant, which must let them manage; read as the gateway, because only it changes grants. */
export async function requireManager(em: EntityManager, { viewer }: Context): Promise<RoleGrant> {
  const { accountId, role, subjectId } = viewer;
  const grant = await em.findOne(RoleGrant, {
    accountId: accountId as string,
    role,
    subjectId,
    revokedAt: null,
    manages: true,
  });
  if (!grant?.subjectId) throw new Refused(refuseStaff('NOT_THE_MANAGER'));
  return grant;
}

export interface SeenMember {
  memberId: string | undefined;
  version: number;
}

/** Locks a valid grant for the same institution or enterprise; for PLATFORM, for any. */
export async function lockMember(
  em: EntityManager,
  { viewer }: Context,
  { memberId: id, version }: SeenMember,
): Promise<RoleGrant> {
  const own = viewer.role === Role.PLATFORM ? { subjectId: { $ne: null } } : { subjectId: viewer.subjectId };
  const member = id ? await findLocked(em, RoleGrant, { id, ...own, revokedAt: null }) : null;
  if (!member) throw new Refused(refuseStaff('STAFF_MEMBER_NOT_FOUND', ['memberId']));
  requireVersion(member, version);
  return member;
}
