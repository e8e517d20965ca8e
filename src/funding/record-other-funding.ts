import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Refused } from '../kernel/errors/refusal.js';
import { refuse } from '../kernel/errors/refusals.js';
import { onceFor } from '../database/idempotency.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { requireOtherPerson } from '../account/four-eyes.js';
import { Policy } from '../policy/policy.js';
import { PolicyFunding } from './policy-funding.js';
import { refusePolicy } from '../policy/policy.refusals.js';
import { requireVersion } from '../transition/transit.js';

export interface RecordOtherFunding {
  policyId: string | undefined;
  /** Of what was recorded before; 0 where nothing was. */
  version: number;
  amount: string;
  source: string;
  idempotencyKey: string;
}

/** Records what other public money paid for a policy; again, it replaces what was recorded. Answers the policy's id. */
export function recordOtherFunding(context: Context, input: RecordOtherFunding): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const now = context.clock.now();
  const request = { accountId, operation: 'recordOtherFunding', key: input.idempotencyKey, input, now };
  return context.db.write(async (em) => {
    // A person who repeats a request is found as the recorder: they are compared with the one before, inside.
    await requireOtherPerson(context, 'recordOtherFunding', { accounts: [] }, ['policyId']);
    return onceFor(em, request, () => record(em, context, input));
  });
}

async function record(em: EntityManager, context: Context, input: RecordOtherFunding): Promise<string> {
  const policy = input.policyId ? await em.findOne(Policy, { id: input.policyId }) : null;
  if (!policy) throw new Refused(refusePolicy('POLICY_NOT_FOUND', ['policyId']));
  const source = input.source.trim();
  if (source === '') throw new Refused(refuse('REASON_MISSING', ['source']));
  const { id, institutionId, enterpriseId, programmeId } = policy;
  const recordedAt = context.clock.now();
  // Of two at once, the second one finds what the first one wrote.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`funding/${id}`}, 0))`.execute(em.getKysely());
  const before = await em.findOne(PolicyFunding, { policyId: id });
  const present = before?.version ?? 0;
  requireVersion({ version: present }, input.version);
  await requireOtherPerson(context, 'recordOtherFunding', { accounts: [before?.recordedBy] }, ['policyId']);
  const changes = [
    { field: 'otherFunding', from: before?.amount ?? null, to: input.amount },
    { field: 'source', from: before?.source ?? null, to: source },
  ];
  await em.upsert(PolicyFunding, {
    policyId: id,
    institutionId,
    enterpriseId,
    amount: input.amount,
    source,
    recordedBy: context.viewer.accountId,
    recordedAt,
    version: present + 1,
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
