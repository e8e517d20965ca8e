import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { type ExclusionReason, PolicyExclusion } from './policy-exclusion.js';
import type { Policy } from '../policy/policy.js';

/** Excludes a policy from all later assessments; does nothing where it is already excluded for this reason. */
export async function excludePolicy(
  em: EntityManager,
  context: Context,
  policy: Policy,
  why: { reason: ExclusionReason; explanation: string; source: string },
): Promise<void> {
  if (await findExclusion(em, policy.id, why.reason)) return;
  em.create(PolicyExclusion, {
    ...why,
    policyId: policy.id,
    institutionId: policy.institutionId,
    enterpriseId: policy.enterpriseId,
    excludedBy: context.viewer.accountId,
    excludedAt: context.clock.now(),
  });
  await em.flush();
}

/** Returns and locks the exclusion of a policy for a reason, if there is one. */
export async function findExclusion(
  em: EntityManager,
  policyId: string,
  reason: ExclusionReason,
): Promise<PolicyExclusion | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`exclude/${policyId}`}, 0))`.execute(em.getKysely());
  return em.findOne(PolicyExclusion, { policyId, reason, liftedAt: null });
}
