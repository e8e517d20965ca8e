import { sql } from 'kysely';
import { findByKeys } from '../database/entity-rows.js';
import { defineListLoader, defineLoader } from '../kernel/loader.js';
import { Policy } from './policy.js';
import type { PolicyFlag } from './policy-flag.js';
import type { PolicyCorrection, PolicyRefund } from './history/policy-history.js';
import { named } from '../database/schema/columns.js';

export const policyById = defineLoader(
  'policy by id',
  (em, ids) => findByKeys(em, Policy, 'id', ids),
  (policy) => policy.id,
);

export const flagsOfPolicy = defineListLoader('flags of policy', async (em, ids) => {
  const { rows } = await sql<PolicyFlag & { loaderKey: string }>`
    select ${named('policy_id as loader_key', 'policy_id', 'kind', 'other_policy_id', 'flagged_at')}
    from policy_flag where policy_id = any(${ids}::uuid[]) order by kind`.execute(em.getKysely());
  return rows;
});

export const refundsOfPolicy = defineListLoader('refunds of policy', async (em, ids) => {
  const { rows } = await sql<PolicyRefund & { loaderKey: string }>`
    select ${named('policy_id as loader_key', 'id', 'endorsement_no', 'amount', 'refunded_on', 'recorded_at')}
    from policy_refund where policy_id = any(${ids}::uuid[]) order by recorded_at, id`.execute(em.getKysely());
  return rows;
});

export const correctionsOfPolicy = defineListLoader('corrections of policy', async (em, ids) => {
  const { rows } = await sql<PolicyCorrection & { loaderKey: string }>`
    select ${named('policy_id as loader_key', 'id', 'version', 'reason', 'changes', 'corrected_at')}
    from policy_correction where policy_id = any(${ids}::uuid[]) order by version`.execute(em.getKysely());
  return rows;
});

export const listOfPolicy = defineLoader<string, { policyId: string; list: number }>(
  'list of policy',
  async (em, ids) => {
    const { rows } = await sql<{ policyId: string; list: number }>`
      select ${named('policy_id', 'list')} from lists_of_policies(${ids}::uuid[])`.execute(em.getKysely());
    return rows;
  },
  ({ policyId }) => policyId,
);
