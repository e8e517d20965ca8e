import { sql } from 'kysely';
import { defineLoader } from '../../kernel/loader.js';
import { wantedAssessments } from '../assessment.loader.js';
import type { Trace } from './trace.js';
import { named } from '../../database/schema/columns.js';

/** Loads what a computation stored about an enterprise, by `assessmentKey`; nothing is computed again. */
export const traceOfAssessment = defineLoader<string, Trace & { loaderKey: string }>(
  'trace of assessment',
  async (em, keys) => {
    const { rows } = await sql<Trace & { loaderKey: string }>`
      select assessment.proposal_id || '/' || assessment.enterprise_id as "loaderKey", ${named('calculated', 'product_cut')},
        ${named('cap_cut', 'budget_cut', 'granted', 'rules.version as rules_version', 'rules.document_number')},
        json_build_object('proposalId', proposal_id, 'enterpriseId', enterprise_id) as of,
        ${named('rules.enterprise_cap', 'rules.base', 'rules.rounding')},
        trim_scale(rules.funding_ceiling)::text as "fundingCeiling", ${named('rules.qualification_basis')},
        case when rules.budget_policy = 'PRO_RATA' then greatest(rules.budget - prior_total, 0)::numeric(16,2) end as budget,
        ${named('prior_granted', 'assessment.capped_total', 'rules.cap_section', 'rules.budget_section')},
        (select json_agg(json_build_object('policyNo', policy_no, 'product', product.name,
            'productInEnglish', name_in_english, 'productClass', class, 'base', line.base::text,
            'insuranceYear', insurance_year, 'rate', trim_scale(line.rate)::text, 'otherFunding', other_funding::text,
            'ceilingCut', ceiling_cut::text, 'subsidy', subsidy::text, 'section', line.section)
            order by product.position, policy_no)
          from unnest(assessment.lines) as line join policy on policy.id = line.policy_id
            join product on product.rules_id = assessment.rules_id and product.code = line.product_code) as lines
      from ${wantedAssessments(keys)}
        join assessment using (proposal_id, enterprise_id)
        join programme_rules as rules on rules.id = assessment.rules_id`.execute(em.getKysely());
    return rows;
  },
  ({ loaderKey }) => loaderKey,
);
