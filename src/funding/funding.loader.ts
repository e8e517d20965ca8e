import { sql } from 'kysely';
import { defineListLoader, defineLoader } from '../kernel/loader.js';
import type { PolicyExclusion } from './policy-exclusion.js';
import { PolicyFunding } from './policy-funding.js';
import { named } from '../database/schema/columns.js';

export const fundingOfPolicy = defineLoader(
  'funding of policy',
  (em, ids) => em.find(PolicyFunding, { policyId: { $in: [...ids] } }),
  ({ policyId }) => policyId,
);

export const exclusionsOfPolicy = defineListLoader('exclusions of policy', async (em, ids) => {
  const { rows } = await sql<PolicyExclusion & { loaderKey: string }>`
    select ${named('policy_id as loader_key', 'id', 'reason', 'explanation', 'source', 'excluded_at', 'lifted_at')},
      ${named('lift_reason', 'version')}
    from policy_exclusion where policy_id = any(${ids}::uuid[]) order by excluded_at, id`.execute(em.getKysely());
  return rows;
});
