import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { requireOtherPerson } from '../account/four-eyes.js';
import { onceFor } from '../database/idempotency.js';
import { recordEvent } from '../event/record-event.js';
import type { Policy } from '../policy/policy.js';
import { requireReason, requireVersion, transit } from '../transition/transit.js';
import { findPolicy, scopeOf } from './find-policy.js';
import { fundingStates } from './funding.states.js';
import { PolicyFunding } from './policy-funding.js';

const operation = 'recordOtherFunding';

export interface RecordOtherFunding {
  policyId: string | undefined;
  /** The version of the earlier record; 0 where there was none. */
  version: number;
  amount: string;
  source: string;
  idempotencyKey: string;
}

/** The record, and its policy. */
interface Recorded {
  policy: Policy;
  version: number;
  amount: string;
  source: string;
}

/** Records what other public funding paid for a policy, or replaces the record; returns the policy's id. */
export function recordOtherFunding(context: Context, input: RecordOtherFunding): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const request = { accountId, operation, key: input.idempotencyKey, input, now: context.clock.now() };
  return context.db.write(async (em) => {
    // For a repeated request the stored recorder is this person, so the comparison with the recorder before is made
    // inside.
    await requireOtherPerson(context, operation, { accounts: [] }, ['policyId']);
    return onceFor(em, request, () => record(em, context, input));
  });
}

async function record(em: EntityManager, context: Context, input: RecordOtherFunding): Promise<string> {
  const policy = await findPolicy(em, input.policyId);
  const source = requireReason(input.source, 'source');
  // Of two requests at the same time, the second one finds the record of the first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`funding/${policy.id}`}, 0))`.execute(em.getKysely());
  const isKnown = (await em.count(PolicyFunding, { policyId: policy.id })) > 0;
  await (isKnown ? replace : recordFirst)(em, context, { ...input, policy, source });
  return policy.id;
}

async function replace(em: EntityManager, context: Context, recorded: Recorded): Promise<void> {
  const { policy, version, amount, source } = recorded;
  await transit(
    em,
    context,
    fundingStates,
    { operation, id: policy.id, version },
    {
      preparers: ({ recordedBy }) => ({ accounts: [recordedBy] }),
      change: (funding) => {
        const changes = changesOf(recorded, funding);
        funding.replace({ amount, source, recordedBy: context.viewer.accountId, recordedAt: context.clock.now() });
        const data = { amount, source, changes };
        return { type: 'OTHER_FUNDING_RECORDED', scope: scopeOf(policy), data };
      },
    },
  );
}

async function recordFirst(em: EntityManager, context: Context, recorded: Recorded): Promise<void> {
  const { policy, version, amount, source } = recorded;
  requireVersion({ version: 0 }, version);
  const { id: policyId, institutionId, enterpriseId } = policy;
  const [recordedBy, recordedAt] = [context.viewer.accountId, context.clock.now()];
  em.create(PolicyFunding, { policyId, institutionId, enterpriseId, amount, source, recordedBy, recordedAt });
  await em.flush();
  await recordEvent(em, context, {
    type: 'OTHER_FUNDING_RECORDED',
    subject: { type: 'Policy', id: policyId },
    ...scopeOf(policy),
    data: { amount, source, changes: changesOf(recorded) },
  });
}

function changesOf({ amount, source }: Recorded, before?: PolicyFunding) {
  return [
    { field: 'otherFunding', from: before?.amount ?? null, to: amount },
    { field: 'source', from: before?.source ?? null, to: source },
  ];
}
