import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { RunStep } from './proposal-run.js';
import { computeGrants, gatherCandidates, useStoredRules } from './candidates.sql.js';

export interface AssessmentTotals {
  enterpriseCount: number;
  policyCount: number;
  leftOutCount: number;
  calculatedTotal: string;
  cappedTotal: string;
  grantedTotal: string;
  inputDigest: string;
}

/** Says which step begins now; throws where the computation is not to go on. */
export type Advance = (step: RunStep) => Promise<void>;

/**
 * Computes one revision over all policies of its programme, set-wise, by the rules that the proposal names. The
 * candidates are read once, so that lines, amounts, explanation and what is left out come from the same inputs.
 */
export async function assess(
  em: EntityManager,
  proposalId: string,
  rulesId: string,
  advance: Advance = async () => undefined,
): Promise<AssessmentTotals> {
  await useStoredRules(em, rulesId);
  await gatherCandidates(em);
  await advance(RunStep.GRANTING);
  await computeGrants(em);
  await advance(RunStep.LISTING);
  await writeLines(em, proposalId);
  await writeLeftOut(em, proposalId);
  await advance(RunStep.EXPLAINING);
  await writeAssessments(em, proposalId);
  return readTotals(em);
}

/** In the order of its key, so that the index grows at its end. */
async function writeLines(em: EntityManager, proposalId: string): Promise<void> {
  await sql`
    insert into assessment_line (proposal_id, policy_id, enterprise_id, rules_id, product_code, base, insurance_year,
      rate, other_funding, ceiling_cut, subsidy, section, starts_on, ends_on, admitted)
    select ${proposalId}::uuid, policy_id, enterprise_id, rules_id, product_code, base, insurance_year, rate,
      other_funding, coalesce(ceiling_cut, 0), subsidy, section, starts_on, ends_on, admitted
    from candidate where reasons = '{}' order by enterprise_id, policy_id`.execute(em.getKysely());
}

async function writeLeftOut(em: EntityManager, proposalId: string): Promise<void> {
  await sql`
    insert into left_out_policy (proposal_id, policy_id, rules_id, enterprise_id, institution_id, reasons, found)
    select ${proposalId}::uuid, policy_id, rules_id, enterprise_id, institution_id, reasons,
      jsonb_build_object('divisionCode', division_code, 'startsOn', starts_on, 'endsOn', ends_on, 'product', product_code,
        'base', base::text, 'rate', trim_scale(rate)::text, 'insuranceYear', insurance_year,
        'otherFunding', other_funding::text, 'missingDocuments', missing_documents,
        'qualifications', coalesce(listed, '[]'), 'exclusion', exclusion, 'admitted', admitted,
        'policyExclusions', coalesce(policy_exclusions, '[]'))
    from candidate where reasons <> '{}' order by enterprise_id, policy_id`.execute(em.getKysely());
}

/**
 * The kinds that are shown are those that were valid when a policy that counts began, or in the year by other bases, or
 * where none was and the department let it count all the same.
 */
async function writeAssessments(em: EntityManager, proposalId: string): Promise<void> {
  await sql`
    insert into assessment (proposal_id, enterprise_id, calculated, product_cut, cap_cut, budget_cut, granted,
      qualification_kinds, product_codes, division_found, listed, capped_total)
    with rules as materialized (
      select qualification_kinds, qualification_basis, qualification_day,
        daterange(make_date(policy_year, 1, 1), make_date(policy_year, 12, 31), '[]') as year
      from rule_in_force join programme on programme.id = rule_in_force.programme_id
    ), kinds as (
      select enterprise_id, array_agg(distinct kind order by kind) as codes
      from grant_computed join qualification using (enterprise_id)
        join rules on kind = any(rules.qualification_kinds)
      where case rules.qualification_basis
        when 'POLICY_START' then starts && daterange(valid_from, valid_until, '[]')
        when 'FIXED_DAY' then daterange(valid_from, valid_until, '[]') @> rules.qualification_day
        else daterange(valid_from, valid_until, '[]') && rules.year end
      group by enterprise_id
    )
    select ${proposalId}::uuid, enterprise_id, calculated, product_cut, cap_cut, budget_cut, granted,
      coalesce(codes, array(select distinct entry ->> 'kind' from jsonb_array_elements(listed) as entry order by 1)), product_codes,
      division_found, listed, capped_total
    from grant_computed left join kinds using (enterprise_id)`.execute(em.getKysely());
}

/** The digest is over a digest of each policy's inputs, so that it costs a sort of 32 bytes each and no more. */
async function readTotals(em: EntityManager): Promise<AssessmentTotals> {
  const { rows } = await sql<AssessmentTotals>`
    select policies.*, grants.* from (
      select count(*) filter (where reasons = '{}')::int as "policyCount",
        count(*) filter (where reasons <> '{}')::int as "leftOutCount",
        encode(sha256(coalesce(string_agg(sha256(convert_to(concat_ws('|', policy_id, credit_code,
          coalesce(division_code, '?'), product_code, starts_on, ends_on, base::numeric(14,2), rate::numeric(6,5),
          insurance_year, other_funding::numeric(14,2),
          coalesce(listed, '[]'), missing_documents, coalesce(exclusion, ''),
          case when admitted then 'admitted' end, excluded), 'UTF8')), ''::bytea
          order by policy_id), ''::bytea)), 'hex') as "inputDigest"
      from candidate
    ) as policies, (
      select count(*)::int as "enterpriseCount",
        coalesce(sum(calculated), 0)::numeric(16,2)::text as "calculatedTotal",
        coalesce(sum(capped), 0)::numeric(16,2)::text as "cappedTotal",
        coalesce(sum(granted), 0)::numeric(16,2)::text as "grantedTotal"
      from grant_computed
    ) as grants`.execute(em.getKysely());
  return rows[0] as AssessmentTotals;
}
