import { sql } from 'kysely';
import { findByKeys } from '../database/entity-rows.js';
import type { LeftOutPolicy } from '../assessment/left-out-policy.js';
import { defineListLoader, defineLoader } from '../kernel/loader.js';
import { PublicityNotice } from '../notice/notice.js';
import { leftOutColumns } from '../assessment/assessment.loader.js';
import { named } from '../database/schema/columns.js';

/** Loads left-out policies. The key is proposal, enterprise and policy, joined by slashes. */
export const leftOutByKey = defineLoader(
  'left-out policy by key',
  async (em, keys: readonly string[]) => {
    const parts = keys.map((key) => key.split('/') as [string, string, string]);
    const { rows } = await sql<LeftOutPolicy>`
      select ${leftOutColumns}
      from unnest(${parts.map(([proposal]) => proposal)}::uuid[], ${parts.map(([, enterprise]) => enterprise)}::uuid[],
          ${parts.map(([, , policy]) => policy)}::uuid[]) as wanted (proposal_id, enterprise_id, policy_id)
        join left_out_policy as left_out using (proposal_id, enterprise_id, policy_id)`.execute(em.getKysely());
    return rows;
  },
  ({ proposalId, enterpriseId, policyId }) => leftOutKey(proposalId, enterpriseId, policyId),
);

export function leftOutKey(proposalId: string, enterpriseId: string, policyId: string): string {
  return [proposalId, enterpriseId, policyId].join('/');
}

export const noticeOfProposal = defineLoader(
  'notice of proposal',
  (em, ids) => findByKeys(em, PublicityNotice, 'proposalId', ids),
  (notice) => notice.proposalId,
);

export const missingDocumentsOfPolicy = defineListLoader('missing documents of policy', async (em, ids) => {
  const { rows } = await sql<{ loaderKey: string; kind: string }>`
    select ${named('policy_id as loader_key')}, kind from missing_documents(${ids}::uuid[]) order by kind`.execute(
    em.getKysely(),
  );
  return rows;
});
