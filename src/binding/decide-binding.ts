import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../kernel/refusal.js';
import { refuse as refuseAnything } from '../kernel/refusals.js';
import { EventType } from '../event/event.js';
import type { Context } from '../access/context.js';
import { requireOtherPerson } from '../account/four-eyes.js';
import { Role } from '../access/role.js';
import { revokeRole } from '../account/role-grants.js';
import { activate, recordBinding } from './bind-enterprise.js';
import { BindingKind, BindingStatus, EnterpriseBinding } from './enterprise-binding.js';
import { refuse } from './binding.refusals.js';

/** Which binding, and the version of it that the person saw. */
export interface SeenBinding {
  bindingId: string | undefined;
  version: number;
}

/** PLATFORM has read the authorisation: the agent may act. */
export function confirmBinding(context: Context, seen: SeenBinding): Promise<EnterpriseBinding> {
  return decide(context, seen, [BindingStatus.PENDING], async (em, binding) => {
    await requireOtherPerson(context, 'confirmBinding', { accounts: [binding.accountId] }, ['binding']);
    binding.status = BindingStatus.ACTIVE;
    await em.flush();
    await activate(em, context, binding);
  });
}

export function rejectBinding(context: Context, seen: SeenBinding, reason: string): Promise<EnterpriseBinding> {
  const why = requireReason(reason);
  return decide(context, seen, [BindingStatus.PENDING], async (em, binding) => {
    await requireOtherPerson(context, 'rejectBinding', { accounts: [binding.accountId] }, ['binding']);
    binding.status = BindingStatus.REJECTED;
    binding.reason = why;
    await em.flush();
    await recordBinding(em, context, EventType.BINDING_REJECTED, binding);
  });
}

/** Ends a binding, and at once every token and socket of it. */
export async function revokeBinding(context: Context, seen: SeenBinding, reason: string): Promise<EnterpriseBinding> {
  const why = requireReason(reason);
  const live = [BindingStatus.PENDING, BindingStatus.ACTIVE];
  const revoked = await decide(context, seen, live, async (em, binding) => {
    await requireEntitledToRevoke(em, context, binding);
    binding.status = BindingStatus.REVOKED;
    binding.reason = why;
    await em.flush();
    await recordBinding(em, context, EventType.BINDING_REVOKED, binding);
    const { accountId, enterpriseId } = binding;
    await revokeRole(em, context, { accountId, role: Role.ENTERPRISE, subjectId: enterpriseId });
  });
  await context.revocations.refresh();
  return revoked;
}

/**
 * Looked up with the viewer's own eyes, so that nobody touches what they may not see; changed by the gateway, which
 * alone gives and takes roles.
 */
async function decide(
  context: Context,
  { bindingId, version }: SeenBinding,
  from: BindingStatus[],
  change: (em: EntityManager, binding: EnterpriseBinding) => Promise<void>,
): Promise<EnterpriseBinding> {
  const visible = bindingId ? await (await context.db.read()).count(EnterpriseBinding, { id: bindingId }) : 0;
  await context.db.end();
  if (!visible) throw new Refused(refuse('BINDING_NOT_FOUND', ['binding']));
  return context.system.write(async (em) => {
    const binding = await em.findOneOrFail(
      EnterpriseBinding,
      { id: bindingId as string },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    const { version: present, status } = binding;
    if (present !== version) throw new Refused(refuseAnything('VERSION_CONFLICT', ['version'], { present }));
    if (!from.includes(status)) {
      throw new Refused(refuse('BINDING_STATUS_UNFIT', ['binding'], { found: status, needed: from.join(' / ') }));
    }
    binding.decidedAt = context.clock.now();
    binding.version += 1;
    await change(em, binding);
    return binding;
  });
}

async function requireEntitledToRevoke(em: EntityManager, { viewer }: Context, binding: EnterpriseBinding) {
  const accountId = viewer.accountId as string;
  if (viewer.role === Role.PLATFORM || binding.accountId === accountId) return;
  const represents = await em.count(EnterpriseBinding, {
    accountId,
    enterpriseId: binding.enterpriseId,
    kind: BindingKind.LEGAL_REPRESENTATIVE,
    status: BindingStatus.ACTIVE,
  });
  if (represents === 0) throw new Refused(refuse('BINDING_NOT_YOURS_TO_REVOKE', ['binding']));
}

function requireReason(reason: string): string {
  if (reason.trim() === '') throw new Refused(refuseAnything('REASON_MISSING', ['reason']));
  return reason.trim();
}
