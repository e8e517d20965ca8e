import { sql } from 'kysely';
import { findByKeys } from '../database/entity-rows.js';
import { defineListLoader, defineLoader } from '../kernel/loader.js';
import { Policy } from './policy.js';
import type { PolicyFlag } from './policy-flag.js';
import type { PolicyCorrection, PolicyRefund } from './history/policy-history.js';

export const policyById = defineLoader(
  'policy by id',
  (em, ids) => findByKeys(em, Policy, 'id', ids),
  (policy) => policy.id,
);

export const flagsOfPolicy = defineListLoader('flags of policy', async (em, ids) => {
  const { rows } = await sql<PolicyFlag & { loaderKey: string }>`
    select policy_id as "loaderKey", policy_id as "policyId", kind, other_policy_id as "otherPolicyId",
      flagged_at as "flaggedAt"
    from policy_flag where policy_id = any(${ids}::uuid[]) order by kind`.execute(em.getKysely());
  return rows;
});

export const refundsOfPolicy = defineListLoader('refunds of policy', async (em, ids) => {
  const { rows } = await sql<PolicyRefund & { loaderKey: string }>`
    select policy_id as "loaderKey", id, endorsement_no as "endorsementNo", amount, refunded_on as "refundedOn",
      recorded_at as "recordedAt"
    from policy_refund where policy_id = any(${ids}::uuid[]) order by recorded_at, id`.execute(em.getKysely());
  return rows;
});

export const correctionsOfPolicy = defineListLoader('corrections of policy', async (em, ids) => {
  const { rows } = await sql<PolicyCorrection & { loaderKey: string }>`
    select policy_id as "loaderKey", id, version, reason, changes, corrected_at as "correctedAt"
    from policy_correction where policy_id = any(${ids}::uuid[]) order by version`.execute(em.getKysely());
  return rows;
});
