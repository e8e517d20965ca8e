import { sql } from 'kysely';
import { findByKeys } from '../database/entity-rows.js';
import { defineLoader } from '../kernel/loader.js';
import { OpinionPaper } from './opinion/opinion-paper.js';
import { PolicyAdmission } from './admission/policy-admission.js';
import { ProposalRun } from './run/proposal-run.js';
import { SubsidyProposal } from './subsidy-proposal.js';
import { named } from '../database/schema/columns.js';

export const proposalById = defineLoader(
  'proposal by id',
  (em, ids) => findByKeys(em, SubsidyProposal, 'id', ids),
  (proposal) => proposal.id,
);

export const runByProposal = defineLoader(
  'run by proposal',
  (em, ids) => findByKeys(em, ProposalRun, 'proposalId', ids),
  (run) => run.proposalId,
);

export const opinionPaperById = defineLoader(
  'opinion paper by id',
  (em, ids) => findByKeys(em, OpinionPaper, 'id', ids),
  (paper) => paper.id,
);

export const admissionOfPolicy = defineLoader(
  'admission of policy',
  (em, ids) => findByKeys(em, PolicyAdmission, 'policyId', ids),
  (admission) => admission.policyId,
);

/**
 * Loads the revision that a reviewer knows: the last one before this that was submitted to the department or, where
 * none was, the one before.
 */
export const previousOfProposal = defineLoader(
  'previous of proposal',
  async (em, ids) => {
    const { rows } = await sql<{ id: string; previousId: string }>`
      select distinct on (proposal.id) proposal.id, ${named('earlier.id as previous_id')}
      from subsidy_proposal as proposal join subsidy_proposal as earlier
        on earlier.programme_id = proposal.programme_id and earlier.revision < proposal.revision
          and earlier.list = proposal.list
      where proposal.id = any(${ids}::uuid[])
      order by proposal.id, earlier.submitted_at is null, earlier.revision desc`.execute(em.getKysely());
    return rows;
  },
  ({ id }) => id,
);
