import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { StoredInput, StoredJudgement } from './replay-inputs.js';
import type { StoredExclusions, StoredGrant, StoredLine, StoredRules } from './replay.js';
import { named } from '../../database/schema/columns.js';

export interface StoredProposal {
  programme: string;
  revision: number;
  rules: StoredRules;
  lines: StoredLine[];
  grants: StoredGrant[];
  exclusions: StoredExclusions;
  /** Every policy of the programme with its judgement and the rules used, and the digest of all inputs. */
  judgement: StoredJudgement;
  inputs: StoredInput[];
  inputDigest: string;
}

/** Reads a stored proposal: by its key, or the newest of a programme by `CODE` or `CODE/revision`. */
export async function readStored(em: EntityManager, which: string): Promise<StoredProposal | undefined> {
  const [code, revision] = which.split('/');
  const found = await sql<Omit<StoredProposal, 'lines' | 'grants' | 'inputs'> & { id: string }>`
    select proposal.id, programme.code as programme, ${named('proposal.revision', 'input_digest')},
      ${judgement} as judgement, json_build_object(
      'enterpriseCap', enterprise_cap::text, 'rounding', rounding, 'fundingCeiling', funding_ceiling::text,
      'budget', case when budget_policy = 'PRO_RATA' then greatest(budget - coalesce(
        (select max(prior_total) from assessment where proposal_id = proposal.id), 0), 0)::text end, 'productCaps',
      (select json_object_agg(product.code, product.enterprise_cap::text) from product where rules_id = rules.id)) as rules
    from subsidy_proposal as proposal join programme on programme.id = proposal.programme_id
      join programme_rules as rules on rules.id = proposal.rules_id
    where proposal.id::text = ${which} or (programme.code = ${code} and coalesce(${revision ?? null}::int, proposal.revision)
      = proposal.revision)
    order by proposal.revision desc limit 1`.execute(em.getKysely());
  const proposal = found.rows[0];
  if (!proposal) return undefined;
  const lines = await sql<StoredLine>`
    select ${named('policy_id', 'credit_code')}, product_code as product, base::text, rate::text,
      ${named('other_funding::text', 'ceiling_cut::text')}, subsidy::text
    from assessment_line join enterprise on enterprise.id = enterprise_id
    where proposal_id = ${proposal.id}::uuid`.execute(em.getKysely());
  const grants = await sql<StoredGrant>`
    select ${named('credit_code')}, calculated::text, ${named('product_cut::text', 'cap_cut::text', 'budget_cut::text')},
      granted::text,
      ${named('prior_granted::text', 'prior_products')}
    from assessment join enterprise on enterprise.id = enterprise_id
    where proposal_id = ${proposal.id}::uuid`.execute(em.getKysely());
  const exclusions = await readExclusions(em, proposal.id);
  const inputs = await readInputs(em, proposal.id);
  return { ...proposal, lines: lines.rows, grants: grants.rows, exclusions, inputs };
}

/**
 * Reads the exclusions at the time of the computation from their own records, and what the revision stored about them.
 */
async function readExclusions(em: EntityManager, proposalId: string): Promise<StoredExclusions> {
  const { rows } = await sql<StoredExclusions>`
    with exclusion as (
      select policy_id, reason, excluded_at < computed_at and (lifted_at is null or lifted_at > computed_at) as surely
      from subsidy_proposal as proposal join policy on policy.programme_id = proposal.programme_id
        join policy_exclusion on policy_id = policy.id
      where proposal.id = ${proposalId}::uuid and excluded_at <= computed_at
        and (lifted_at is null or lifted_at >= computed_at)
        and policy.id not in (select line.policy_id from subsidy_proposal as earlier
            join assessment_line as line on line.proposal_id = earlier.id
          where earlier.programme_id = proposal.programme_id and earlier.status = 'APPROVED' and earlier.list < proposal.list)
    ), left_out as (
      select policy_id, reason from left_out_policy, unnest(reasons) as reason
      where proposal_id = ${proposalId}::uuid and reason in ('BLOCKED', 'FAILED_SPOT_CHECK')
    )
    select
      (select coalesce(json_agg(json_build_object('policyId', policy_id, 'reason', reason)), '[]')
        from exclusion where surely) as "inForce",
      (select coalesce(json_agg(json_build_object('policyId', policy_id, 'reason', reason)), '[]')
        from exclusion where not surely) as "mayHaveBeenInForce",
      (select coalesce(json_agg(json_build_object('policyId', policy_id, 'reason', reason)), '[]')
        from left_out) as "leftOut"`.execute(em.getKysely());
  return rows[0] as StoredExclusions;
}

const judgement = sql`
  json_build_object('policyYear', policy_year, 'regionsIn', regions_in, 'regionsOut', regions_out,
    'statusesOut', statuses_out,
    'qualificationKinds', qualification_kinds, 'qualificationBasis', qualification_basis,
    'qualificationDay', qualification_day, 'maximumTermMonths', maximum_term_months, 'termEndInclusive', term_end_inclusive,
    'rounding', rounding, 'fundingCeiling', funding_ceiling::text,
    'products', (select json_object_agg(product.code, json_build_object('rate', product.rate::text,
      'laterRates', product.later_rates::text[], 'firstTimeOnly', first_time_only))
      from product where rules_id = rules.id))`;

/**
 * Reads the inputs of counted policies from their lines and their company's amount, and those of left-out policies from
 * the stored facts.
 */
async function readInputs(em: EntityManager, proposalId: string): Promise<StoredInput[]> {
  const { rows } = await sql<StoredInput>`
    select ${named('policy_id', 'credit_code', 'division_found as division_code', 'status_found as register_status')},
      product_code as product, ${named('starts_on::text', 'ends_on::text')}, base::text, rate::text,
      ${named('insurance_year', 'other_funding::text')}, to_jsonb(listed) as listed,
      ${named('missing_documents', 'exclusion', 'admitted', 'policy_exclusions', 'reasons')}
    from (
      select enterprise_id, division_found, status_found, listed, line.*, '{}'::text[] as missing_documents, null as exclusion,
        '[]'::jsonb as policy_exclusions, '{}'::text[] as reasons
      from assessment cross join unnest(lines) as line
      where proposal_id = ${proposalId}::uuid
    ) as counted join enterprise on enterprise.id = enterprise_id
    union all
    select policy_id, credit_code, division_found, status_found, product_code, starts_on::text, ends_on::text, base::text, rate::text,
      insurance_year, other_funding::text, to_jsonb(listed), missing_documents, exclusion, admitted, policy_exclusions,
      reasons
    from left_out_policy join enterprise on enterprise.id = enterprise_id
    where proposal_id = ${proposalId}::uuid`.execute(em.getKysely());
  return rows;
}
