import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../access/context.js';
import { onceFor } from '../database/idempotency.js';
import { recordEvent } from '../event/record-event.js';
import { Refused } from '../kernel/errors/refusal.js';
import { dayOf } from '../kernel/values/dates.js';
import { PolicyStatus } from '../policy/policy.js';
import { refusePolicy } from '../policy/policy.refusals.js';
import { requireReason, requireVersion, transit } from '../transition/transit.js';
import { excludePolicy, findExclusion } from './exclude-policy.js';
import { findPolicy, scopeOf } from './find-policy.js';
import { refuseFunding } from './funding.refusals.js';
import { exclusionStates } from './funding.states.js';
import { ExclusionReason } from './policy-exclusion.js';

export interface BlockPolicy {
  policyId: string | undefined;
  /** The version of the policy that the person saw. */
  version: number;
  reason: string;
  source: string;
  idempotencyKey: string;
}

export interface UnblockPolicy {
  policyId: string | undefined;
  /** The version of the block that the person saw. */
  version: number;
  reason: string;
}

/**
 * Blocks a policy that other provincial funding has already subsidised, so that this programme does not
 * (闽科资函〔2024〕96号).
 */
export function blockPolicy(context: Context, input: BlockPolicy): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const request = { accountId, operation: 'blockPolicy', key: input.idempotencyKey, input, now: context.clock.now() };
  return context.db.write((em) => onceFor(em, request, () => block(em, context, input)));
}

async function block(em: EntityManager, context: Context, input: BlockPolicy): Promise<string> {
  const [explanation, source] = [requireReason(input.reason), input.source.trim()];
  if (source === '') throw new Refused(refuseFunding('SOURCE_MISSING', ['source']));
  const policy = await findPolicy(em, input.policyId);
  const { id, policyNo } = policy;
  requireVersion(policy, input.version);
  if (policy.status === PolicyStatus.WITHDRAWN) {
    throw new Refused(refusePolicy('POLICY_ALREADY_WITHDRAWN', ['policyId'], { policyNo }));
  }
  const found = await findExclusion(em, id, ExclusionReason.BLOCKED);
  if (found) {
    const since = dayOf(found.excludedAt);
    throw new Refused(refuseFunding('POLICY_ALREADY_BLOCKED', ['policyId'], { policyNo, since }));
  }
  await excludePolicy(em, context, policy, { reason: ExclusionReason.BLOCKED, explanation, source });
  await recordEvent(em, context, {
    type: 'POLICY_BLOCKED',
    subject: { type: 'Policy', id },
    ...scopeOf(policy),
    data: { reason: explanation, source },
  });
  return id;
}

/** Lifts a block that was a mistake: the policy counts again from the next assessment. */
export function unblockPolicy(context: Context, { policyId, version, reason: given }: UnblockPolicy): Promise<string> {
  return context.db.write(async (em) => {
    const reason = requireReason(given);
    const policy = await findPolicy(em, policyId);
    const { id, policyNo } = policy;
    const found = await findExclusion(em, id, ExclusionReason.BLOCKED);
    if (!found) throw new Refused(refuseFunding('POLICY_NOT_BLOCKED', ['policyId'], { policyNo }));
    const asked = { operation: 'unblockPolicy', id: found.id, version };
    await transit(em, context, exclusionStates, asked, {
      preparers: ({ excludedBy }) => ({ accounts: [excludedBy] }),
      change: (exclusion) => {
        exclusion.lift(context.viewer.accountId, context.clock.now(), reason);
        return { type: 'POLICY_UNBLOCKED', scope: scopeOf(policy), data: { reason } };
      },
    });
    return id;
  });
}
