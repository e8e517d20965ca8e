import { type RawBuilder, sql } from 'kysely';
import { defineListLoader } from '../kernel/loader.js';
import type { AssessmentLine } from './assessment-line.js';
import { named } from '../database/schema/columns.js';

export const leftOutColumns = sql`
  ${named('left_out.proposal_id', 'left_out.rules_id', 'left_out.policy_id', 'left_out.enterprise_id')},
  ${named('left_out.institution_id', 'left_out.reasons')},
  jsonb_build_object('divisionCode', division_found, 'registerStatus', status_found, 'startsOn', left_out.starts_on, 'endsOn', left_out.ends_on,
    'product', left_out.product_code, 'base', base::text, 'rate', trim_scale(rate)::text,
    'insuranceYear', insurance_year, 'otherFunding', other_funding::text, 'missingDocuments', missing_documents,
    'qualifications', listed, 'exclusion', exclusion, 'admitted', admitted,
    'policyExclusions', policy_exclusions) as found`;

/** The keys are a proposal and an enterprise, joined by a slash. */
export const linesOfAssessment = defineListLoader('lines of assessment', async (em, keys) => {
  const { rows } = await sql<AssessmentLine & { loaderKey: string }>`
    select line.proposal_id || '/' || line.enterprise_id as "loaderKey", ${named('line.proposal_id')},
      ${named('line.policy_id', 'line.enterprise_id', 'line.rules_id', 'line.product_code', 'line.base')},
      trim_scale(line.rate)::text as rate, ${named('line.insurance_year', 'line.other_funding')},
      ${named('line.ceiling_cut', 'line.subsidy', 'line.section', 'line.starts_on', 'line.ends_on')},
      ${named('line.admitted')}
    from ${wantedAssessments(keys)}
      join assessment_line as line using (proposal_id, enterprise_id)
    order by line.policy_id`.execute(em.getKysely());
  return rows;
});

export function assessmentKey(proposalId: string, enterpriseId: string): string {
  return `${proposalId}/${enterpriseId}`;
}

/** Returns a source for `from` with the proposals and enterprises of such keys. */
export function wantedAssessments(keys: readonly string[]): RawBuilder<unknown> {
  const pairs = keys.map((key) => key.split('/'));
  return sql`unnest(${pairs.map(([proposal]) => proposal)}::uuid[], ${pairs.map(([, enterprise]) => enterprise)}::uuid[])
    as wanted (proposal_id, enterprise_id)`;
}
