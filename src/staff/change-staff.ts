import type { EntityManager } from '@mikro-orm/postgresql';
import { RoleGrant } from '../account/account.js';
import { revokeRole } from '../account/role-grants.js';
import type { Context } from '../access/context.js';
import { requireReason } from '../transition/transit.js';
import { Role } from '../access/role.js';
import { BindingKind, BindingStatus, EnterpriseBinding } from '../binding/enterprise-binding.js';
import { findAllLocked } from '../database/find-locked.js';
import { Refused } from '../kernel/errors/refusal.js';
import { recordStaffEvent } from './invite-staff.js';
import { lockMember, requireManager, type SeenMember } from './require-manager.js';
import { refuseStaff } from './staff.refusals.js';

/** Makes another person the manager. The manager does this; PLATFORM where the manager has left. */
export function handOverManagement(context: Context, seen: SeenMember): Promise<string> {
  return context.system.write(async (em) => {
    if (context.viewer.role !== Role.PLATFORM) await requireManager(em, context);
    const member = await lockMember(em, context, seen);
    const { role, subjectId } = member;
    const managers = await findAllLocked(em, RoleGrant, { role, subjectId, revokedAt: null, manages: true });
    for (const manager of managers) if (manager !== member) change(manager, false);
    change(member, true);
    await em.flush();
    await recordStaffEvent(em, context, 'STAFF_HANDED_OVER', { ...member, subjectId: subjectId as string });
    return member.id;
  });
}

function change(grant: RoleGrant, manages: boolean): void {
  grant.manages = manages;
  grant.version += 1;
}

/** Ends a person's right to act for the institution or enterprise, with all its tokens and sockets. */
export async function removeStaff(context: Context, seen: SeenMember, reason: string): Promise<string> {
  const why = requireReason(reason);
  const id = await context.system.write(async (em) => {
    await requireManager(em, context);
    const member = await lockMember(em, context, seen);
    if (member.manages) throw new Refused(refuseStaff('MANAGER_STAYS', ['memberId']));
    const { accountId, role, subjectId } = member;
    if (role === Role.ENTERPRISE) await endBinding(em, context, accountId, subjectId as string, why);
    await revokeRole(em, context, { accountId, role, subjectId });
    await recordStaffEvent(
      em,
      context,
      'STAFF_REMOVED',
      { id: member.id, role, subjectId: subjectId as string },
      { reason: why },
    );
    return member.id;
  });
  await context.revocations.refresh();
  return id;
}

async function endBinding(
  em: EntityManager,
  { clock }: Context,
  accountId: string,
  enterpriseId: string,
  reason: string,
): Promise<void> {
  const bindings = await findAllLocked(em, EnterpriseBinding, {
    accountId,
    enterpriseId,
    status: BindingStatus.ACTIVE,
  });
  for (const binding of bindings) {
    if (binding.kind === BindingKind.LEGAL_REPRESENTATIVE) {
      throw new Refused(refuseStaff('REPRESENTATIVE_STAYS', ['memberId']));
    }
    binding.status = BindingStatus.REVOKED;
    binding.reason = reason;
    binding.decidedAt = clock.now();
    binding.version += 1;
  }
  await em.flush();
}
