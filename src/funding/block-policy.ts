import type { EntityManager } from '@mikro-orm/postgresql';
import { dayOf } from '../kernel/values/dates.js';
import { defineRefusals, Refused } from '../kernel/errors/refusal.js';
import { refuse } from '../kernel/errors/refusals.js';
import { onceFor } from '../database/idempotency.js';
import { EventType } from '../event/event.js';
import type { DataOf } from '../event/event-data.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { requireOtherPerson } from '../account/four-eyes.js';
import { excludePolicy, findExclusion } from './exclude-policy.js';
import { ExclusionReason } from './policy-exclusion.js';
import { Policy, PolicyStatus } from '../policy/policy.js';
import { refusePolicy } from '../policy/policy.refusals.js';
import { requireVersion } from '../transition/transit.js';

const refuseBlock = defineRefusals({
  POLICY_ALREADY_BLOCKED: {
    meaning: 'The policy is blocked already.',
    zh: ({ policyNo, since }) => `保单 ${policyNo} 自 ${since} 起已列入不予补贴名单，无需重复操作。`,
    en: ({ policyNo, since }) => `The policy ${policyNo} has been blocked since ${since}; nothing is left to do.`,
  },
  POLICY_NOT_BLOCKED: {
    meaning: 'The policy is not blocked, so there is nothing to lift.',
    zh: ({ policyNo }) => `保单 ${policyNo} 未被列入不予补贴名单，无需解除。`,
    en: ({ policyNo }) => `The policy ${policyNo} is not blocked; there is nothing to lift.`,
  },
  SOURCE_MISSING: {
    meaning: 'The action needs the source that it rests on.',
    zh: () => '请填写依据，例如已发放补贴的文件号。',
    en: () => 'Name the source, for example the document number of the other subsidy.',
  },
});

export interface BlockPolicy {
  policyId: string | undefined;
  /** Of the policy, as the person saw it. */
  version: number;
  reason: string;
  source: string;
  idempotencyKey: string;
}

export interface UnblockPolicy {
  policyId: string | undefined;
  /** Of the block, as the person saw it. */
  version: number;
  reason: string;
}

/** Other provincial money subsidised the policy already, so this programme does not (闽科资函〔2024〕96号). */
export function blockPolicy(context: Context, input: BlockPolicy): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const request = { accountId, operation: 'blockPolicy', key: input.idempotencyKey, input, now: context.clock.now() };
  return context.db.write((em) => onceFor(em, request, () => block(em, context, input)));
}

async function block(em: EntityManager, context: Context, input: BlockPolicy): Promise<string> {
  const [explanation, source] = [input.reason.trim(), input.source.trim()];
  if (explanation === '') throw new Refused(refuse('REASON_MISSING', ['reason']));
  if (source === '') throw new Refused(refuseBlock('SOURCE_MISSING', ['source']));
  const policy = await requirePolicy(em, input.policyId);
  const { id, policyNo } = policy;
  requireVersion(policy, input.version);
  if (policy.status === PolicyStatus.WITHDRAWN) {
    throw new Refused(refusePolicy('POLICY_ALREADY_WITHDRAWN', ['policyId'], { policyNo }));
  }
  const found = await findExclusion(em, id, ExclusionReason.BLOCKED);
  if (found) {
    const since = dayOf(found.excludedAt);
    throw new Refused(refuseBlock('POLICY_ALREADY_BLOCKED', ['policyId'], { policyNo, since }));
  }
  await excludePolicy(em, context, policy, { reason: ExclusionReason.BLOCKED, explanation, source });
  await record(em, context, EventType.POLICY_BLOCKED, policy, { reason: explanation, source });
  return id;
}

/** Lifts a block that was a mistake: the policy counts again from the next assessment on. */
export function unblockPolicy(context: Context, input: UnblockPolicy): Promise<string> {
  return context.db.write(async (em) => {
    const reason = input.reason.trim();
    if (reason === '') throw new Refused(refuse('REASON_MISSING', ['reason']));
    const policy = await requirePolicy(em, input.policyId);
    const { id, policyNo } = policy;
    const found = await findExclusion(em, id, ExclusionReason.BLOCKED);
    if (!found) throw new Refused(refuseBlock('POLICY_NOT_BLOCKED', ['policyId'], { policyNo }));
    requireVersion(found, input.version);
    await requireOtherPerson(context, 'unblockPolicy', { accounts: [found.excludedBy] }, ['policyId']);
    found.version += 1;
    found.liftedAt = context.clock.now();
    found.liftedBy = context.viewer.accountId;
    found.liftReason = reason;
    await em.flush();
    await record(em, context, EventType.POLICY_UNBLOCKED, policy, { reason });
    return id;
  });
}

async function requirePolicy(em: EntityManager, id: string | undefined): Promise<Policy> {
  const policy = id ? await em.findOne(Policy, { id }) : null;
  if (!policy) throw new Refused(refusePolicy('POLICY_NOT_FOUND', ['policyId']));
  return policy;
}

function record<T extends EventType.POLICY_BLOCKED | EventType.POLICY_UNBLOCKED>(
  em: EntityManager,
  context: Context,
  type: T,
  { id, programmeId, institutionId, enterpriseId }: Policy,
  data: DataOf<T>,
): Promise<void> {
  const subject = { type: 'Policy', id };
  return recordEvent(em, context, { type, subject, programmeId, institutionId, enterpriseId, data });
}
