import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { RunStep } from './proposal-run.js';
import { gatherCandidates, useStoredRules } from './candidates.sql.js';
import { computeGrants } from './grants.sql.js';

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
  await writeLeftOut(em, proposalId);
  await advance(RunStep.EXPLAINING);
  await writeAssessments(em, proposalId);
  return { ...(await readTotals(em)), inputDigest: await digestInputs(em) };
}

/** In the order of its key, so that the index grows at its end. */
async function writeLeftOut(em: EntityManager, proposalId: string): Promise<void> {
  await sql`
    insert into left_out_policy (proposal_id, enterprise_id, policy_id, rules_id, institution_id, reasons, division_found,
      product_code, starts_on, ends_on, base, rate, insurance_year, other_funding, missing_documents, listed, exclusion,
      admitted, policy_exclusions)
    with excluded as (
      select policy_id, jsonb_agg(jsonb_build_object('reason', reason, 'explanation', explanation, 'source', source)
        order by reason) as exclusions
      from policy_exclusion where lifted_at is null group by policy_id
    )
    select ${proposalId}::uuid, enterprise_id, policy_id, (select id from rule_in_force), institution_id, reasons,
      division_code, product_code, starts_on, ends_on, base, rate, insurance_year, other_funding, missing_documents,
      coalesce(listed, '{}'), exclusion, admitted, coalesce(exclusions, '[]')
    from candidate join company on company.id = enterprise_id left join excluded using (policy_id)
    where reasons <> '{}' order by enterprise_id, policy_id`.execute(em.getKysely());
}

/** Of what the company is listed as, what was valid when a policy that counts began, or as the basis of the rules asks. */
const validKinds = sql`
  array(select distinct kind from unnest(listed) as entry cross join rule_in_force as rules
    where case qualification_basis
      when 'POLICY_START' then exists (select from unnest(lines) where starts_on between entry."from" and entry."until")
      when 'FIXED_DAY' then qualification_day between entry."from" and entry."until"
      else true end
    order by kind)`;

/** Where no kind was valid and the department let a policy count all the same, the kinds of the year are shown. */
async function writeAssessments(em: EntityManager, proposalId: string): Promise<void> {
  await sql`
    insert into assessment (proposal_id, enterprise_id, rules_id, calculated, product_cut, cap_cut, budget_cut, granted,
      qualification_kinds, product_codes, division_found, listed, lines, capped_total)
    select ${proposalId}::uuid, enterprise_id, (select id from rule_in_force), calculated, product_cut, cap_cut,
      budget_cut, granted,
      coalesce(nullif(${validKinds}, '{}'), array(select distinct kind from unnest(listed) order by kind)), product_codes,
      division_code, listed, lines, capped_total
    from grant_computed join company on company.id = enterprise_id
    order by enterprise_id`.execute(em.getKysely());
}

/**
 * SHA-256 over a SHA-256 of each company's inputs, in the order of their credit codes: a line for the company, and one
 * for each of its policies in the order of their keys. docs/assessment.md names what is in them.
 */
async function digestInputs(em: EntityManager): Promise<string> {
  const { rows } = await sql<{ digest: string }>`
    with insured as (
      select enterprise_id, string_agg(concat_ws('|', policy_id, product_code, starts_on, ends_on, base,
        coalesce(rate::text, ''), insurance_year, other_funding, admitted,
        case when missing_documents <> '{}' then array_to_string(missing_documents, ' ') else '' end,
        case when excluded is null then '' else array_to_string(excluded, ' ') end), E'\n' order by policy_id) as policies
      from candidate group by enterprise_id
    )
    select encode(sha256(coalesce(string_agg(sha256(convert_to(concat_ws('|', credit_code, coalesce(division_code, ''),
        coalesce(array_to_string(listed, ' '), ''), coalesce(exclusion, '')) || E'\n' || policies, 'UTF8')), ''::bytea
      order by credit_code collate "C"), ''::bytea)), 'hex') as digest
    from insured join company on company.id = enterprise_id`.execute(em.getKysely());
  return (rows[0] as { digest: string }).digest;
}

async function readTotals(em: EntityManager): Promise<Omit<AssessmentTotals, 'inputDigest'>> {
  const { rows } = await sql<Omit<AssessmentTotals, 'inputDigest'>>`
    select count(*)::int as "enterpriseCount", coalesce(sum(cardinality(lines)), 0)::int as "policyCount",
      (select count(*)::int from candidate where reasons <> '{}') as "leftOutCount",
      coalesce(sum(calculated), 0)::numeric(16,2)::text as "calculatedTotal",
      coalesce(sum(capped), 0)::numeric(16,2)::text as "cappedTotal",
      coalesce(sum(granted), 0)::numeric(16,2)::text as "grantedTotal"
    from grant_computed`.execute(em.getKysely());
  return rows[0] as Omit<AssessmentTotals, 'inputDigest'>;
}
