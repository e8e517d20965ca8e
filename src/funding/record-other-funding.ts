import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../kernel/refusal.js';
import { refuse } from '../kernel/refusals.js';
import { onceFor } from '../database/idempotency.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { Policy } from '../policy/policy.js';
import { PolicyFunding } from './policy-funding.js';
import { refusePolicy } from '../policy/policy.refusals.js';

export interface RecordOtherFunding {
  policyId: string | undefined;
  amount: string;
  source: string;
  idempotencyKey: string;
}

/** Records what other public money paid for a policy; again, it replaces what was recorded. Answers the policy's id. */
export function recordOtherFunding(context: Context, input: RecordOtherFunding): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const now = context.clock.now();
  const request = { accountId, operation: 'recordOtherFunding', key: input.idempotencyKey, input, now };
  return context.db.write((em) => onceFor(em, request, () => record(em, context, input)));
}

async function record(em: EntityManager, context: Context, input: RecordOtherFunding): Promise<string> {
  const policy = input.policyId ? await em.findOne(Policy, { id: input.policyId }) : null;
  if (!policy) throw new Refused(refusePolicy('POLICY_NOT_FOUND', ['policyId']));
  const source = input.source.trim();
  if (source === '') throw new Refused(refuse('REASON_MISSING', ['source']));
  const { id, institutionId, enterpriseId, programmeId } = policy;
  const recordedAt = context.clock.now();
  const before = await em.findOne(PolicyFunding, { policyId: id });
  const changes = [{ field: 'otherFunding', from: before?.amount ?? null, to: input.amount }];
  await em.upsert(PolicyFunding, {
    policyId: id,
    institutionId,
    enterpriseId,
    amount: input.amount,
    source,
    recordedAt,
  });
  await recordEvent(em, context, {
    type: EventType.OTHER_FUNDING_RECORDED,
    subject: { type: 'Policy', id },
    programmeId,
    institutionId,
    enterpriseId,
    data: { amount: input.amount, source, changes },
  });
  return id;
}
