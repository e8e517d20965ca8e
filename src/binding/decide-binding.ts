import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../kernel/errors/refusal.js';
import type { Context } from '../access/context.js';
import { requireReason, requireVisible, type Step, transit } from '../transition/transit.js';
import { Role } from '../access/role.js';
import { revokeRole } from '../account/role-grants.js';
import { type BindingEvent, grantEnterpriseRole } from './bind-enterprise.js';
import { bindingStates } from './binding.states.js';
import { BindingKind, BindingStatus, EnterpriseBinding } from './enterprise-binding.js';
import { refuseBinding } from './binding.refusals.js';

/** The binding, and the version that the person saw. */
export interface SeenBinding {
  bindingId: string | undefined;
  version: number;
}

/** Confirms a binding after PLATFORM has read the authorisation: the agent may act. */
export function confirmBinding(context: Context, seen: SeenBinding): Promise<EnterpriseBinding> {
  return decide(context, 'confirmBinding', seen, (em) => ({
    preparers: ({ accountId }) => ({ accounts: [accountId] }),
    change: (binding) => {
      binding.decide(BindingStatus.ACTIVE, context.clock.now());
      return { ...event('BINDING_CONFIRMED', binding), afterwards: () => grantEnterpriseRole(em, context, binding) };
    },
  }));
}

export function rejectBinding(context: Context, seen: SeenBinding, given: string): Promise<EnterpriseBinding> {
  const reason = requireReason(given);
  return decide(context, 'rejectBinding', seen, () => ({
    preparers: ({ accountId }) => ({ accounts: [accountId] }),
    change: (binding) => {
      binding.decide(BindingStatus.REJECTED, context.clock.now(), reason);
      return event('BINDING_REJECTED', binding);
    },
  }));
}

/** Revokes a binding, and with it immediately all its tokens and sockets. */
export async function revokeBinding(context: Context, seen: SeenBinding, given: string): Promise<EnterpriseBinding> {
  const reason = requireReason(given);
  const revoked = await decide(context, 'revokeBinding', seen, (em) => ({
    change: async (binding) => {
      await requireEntitledToRevoke(em, context, binding);
      binding.decide(BindingStatus.REVOKED, context.clock.now(), reason);
      const { accountId, enterpriseId: subjectId } = binding;
      const afterwards = () => revokeRole(em, context, { accountId, role: Role.ENTERPRISE, subjectId });
      return { ...event('BINDING_REVOKED', binding), afterwards };
    },
  }));
  await context.revocations.refresh();
  return revoked;
}

function event(type: BindingEvent, { kind, status }: EnterpriseBinding) {
  return { type, data: { kind, status } };
}

/** Changes the binding as the gateway, because only it may grant and revoke roles. */
async function decide(
  context: Context,
  operation: string,
  input: SeenBinding,
  step: (em: EntityManager) => Step<EnterpriseBinding>,
): Promise<EnterpriseBinding> {
  const { bindingId: id, version } = input;
  await requireVisible(context, bindingStates, id);
  return context.system.write((em) => transit(em, context, bindingStates, { operation, id, version }, step(em)));
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
  if (represents === 0) throw new Refused(refuseBinding('BINDING_NOT_YOURS_TO_REVOKE', ['bindingId']));
}
