import { sql } from 'kysely';
import { defineListLoader, defineLoader } from '../kernel/loader.js';
import type { AssessmentLine, LeftOutPolicy } from '../assessment/assessment.js';
import { OpinionPaper } from './opinion-paper.js';
import { PolicyAdmission } from './policy-admission.js';
import { ProposalRun } from './proposal-run.js';
import { SubsidyProposal } from './subsidy-proposal.js';

export const proposalById = defineLoader(
  'proposal by id',
  (em, ids) => em.find(SubsidyProposal, { id: { $in: [...ids] } }),
  (proposal) => proposal.id,
);

export const runByProposal = defineLoader(
  'run by proposal',
  (em, ids) => em.find(ProposalRun, { proposalId: { $in: [...ids] } }),
  (run) => run.proposalId,
);

export const opinionPaperById = defineLoader(
  'opinion paper by id',
  (em, ids) => em.find(OpinionPaper, { id: { $in: [...ids] } }),
  (paper) => paper.id,
);

export const admissionOfPolicy = defineLoader(
  'admission of policy',
  (em, ids) => em.find(PolicyAdmission, { policyId: { $in: [...ids] } }),
  (admission) => admission.policyId,
);

/**
 * The revision that a reviewer knows: the last one before this that was with the department, or, where none was, the one
 * before it.
 */
export const previousOfProposal = defineLoader(
  'previous of proposal',
  async (em, ids) => {
    const { rows } = await sql<{ id: string; previousId: string }>`
      select distinct on (proposal.id) proposal.id, earlier.id as "previousId"
      from subsidy_proposal as proposal join subsidy_proposal as earlier
        on earlier.programme_id = proposal.programme_id and earlier.revision < proposal.revision
      where proposal.id = any(${ids}::uuid[])
      order by proposal.id, earlier.submitted_at is null, earlier.revision desc`.execute(em.getKysely());
    return rows;
  },
  ({ id }) => id,
);

export const leftOutColumns = sql`
  left_out.proposal_id as "proposalId", left_out.rules_id as "rulesId", left_out.policy_id as "policyId",
  left_out.enterprise_id as "enterpriseId", left_out.institution_id as "institutionId", left_out.reasons,
  jsonb_build_object('divisionCode', division_found, 'registerStatus', status_found, 'startsOn', left_out.starts_on, 'endsOn', left_out.ends_on,
    'product', left_out.product_code, 'base', base::text, 'rate', trim_scale(rate)::text,
    'insuranceYear', insurance_year, 'otherFunding', other_funding::text, 'missingDocuments', missing_documents,
    'qualifications', listed, 'exclusion', exclusion, 'admitted', admitted,
    'policyExclusions', policy_exclusions) as found`;

/** Keyed by proposal and enterprise, joined by a slash. */
export const linesOfAssessment = defineListLoader('lines of assessment', async (em, keys) => {
  const pairs = keys.map((key) => key.split('/'));
  const { rows } = await sql<AssessmentLine & { loaderKey: string }>`
    select line.proposal_id || '/' || line.enterprise_id as "loaderKey", line.proposal_id as "proposalId",
      line.policy_id as "policyId", line.enterprise_id as "enterpriseId", line.rules_id as "rulesId",
      line.product_code as "productCode",
      line.base, trim_scale(line.rate)::text as rate, line.insurance_year as "insuranceYear",
      line.other_funding as "otherFunding", line.ceiling_cut as "ceilingCut", line.subsidy, line.section,
      line.starts_on as "startsOn", line.ends_on as "endsOn", line.admitted
    from unnest(${pairs.map(([proposal]) => proposal)}::uuid[], ${pairs.map(([, enterprise]) => enterprise)}::uuid[])
        as wanted (proposal_id, enterprise_id)
      join assessment_line as line using (proposal_id, enterprise_id)
    order by line.policy_id`.execute(em.getKysely());
  return rows;
});

/** Keyed as the lines are: what a revision left out of one enterprise's policies. */
export const leftOutOfEnterprise = defineListLoader('left-out policies of enterprise', async (em, keys) => {
  const pairs = keys.map((key) => key.split('/'));
  const { rows } = await sql<LeftOutPolicy & { loaderKey: string }>`
    select left_out.proposal_id || '/' || left_out.enterprise_id as "loaderKey", ${leftOutColumns}
    from unnest(${pairs.map(([proposal]) => proposal)}::uuid[], ${pairs.map(([, enterprise]) => enterprise)}::uuid[])
        as wanted (proposal_id, enterprise_id)
      join left_out_policy as left_out using (proposal_id, enterprise_id)
    order by left_out.policy_id`.execute(em.getKysely());
  return rows;
});

export function assessmentKey(proposalId: string, enterpriseId: string): string {
  return `${proposalId}/${enterpriseId}`;
}
