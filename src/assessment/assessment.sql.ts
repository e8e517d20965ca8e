import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { RunStep } from './run-step.js';
import { gatherCandidates, useStoredRules } from './candidates.sql.js';
import { computeGrants } from './grants.sql.js';
import { hasAnythingNew, usePriorGrants } from './prior-grants.sql.js';

export interface AssessmentTotals {
  enterpriseCount: number;
  policyCount: number;
  leftOutCount: number;
  calculatedTotal: string;
  cappedTotal: string;
  grantedTotal: string;
  inputDigest: string;
}

/** The revision of the proposal that an assessment is made for. */
export interface AssessedRevision {
  id: string;
  programmeId: string;
  rulesId: string;
  list: number;
}

/** Called before each step begins; throws where the computation must not continue. */
export type Advance = (step: RunStep) => Promise<void>;

/**
 * Computes one revision over all policies of its programme in set-based statements, by the rules of the proposal. The
 * candidates are read once, so that lines, amounts, explanations and left-out policies have the same inputs. Returns
 * undefined where a supplementary list would have nothing new to assess.
 */
export async function assess(
  em: EntityManager,
  { id: proposalId, programmeId, rulesId, list }: AssessedRevision,
  advance: Advance = async () => undefined,
): Promise<AssessmentTotals | undefined> {
  const supplementary = list > 1;
  await useStoredRules(em, rulesId);
  if (supplementary) await usePriorGrants(em, programmeId);
  await gatherCandidates(em, { supplementary });
  if (supplementary && !(await hasAnythingNew(em, programmeId))) return undefined;
  await advance(RunStep.GRANTING);
  await computeGrants(em);
  await advance(RunStep.LISTING);
  await writeLeftOut(em, proposalId);
  await advance(RunStep.EXPLAINING);
  await writeAssessments(em, proposalId);
  return readTotals(em);
}

/** Inserts in the order of the primary key, so that its index grows at the end. */
async function writeLeftOut(em: EntityManager, proposalId: string): Promise<void> {
  await sql`
    insert into left_out_policy (proposal_id, enterprise_id, policy_id, rules_id, institution_id, reasons, division_found,
      status_found,
      product_code, starts_on, ends_on, base, rate, insurance_year, other_funding, missing_documents, listed, exclusion,
      admitted, policy_exclusions)
    select ${proposalId}::uuid, enterprise_id, policy_id, (select id from rule_in_force), institution_id, reasons,
      division_code, register_status, product_code, starts_on, ends_on, base, rate, insurance_year, other_funding, missing_documents,
      coalesce(listed, '{}'), exclusion, admitted, coalesce(exclusions, '[]')
    from candidate where reasons <> '{}' order by enterprise_id, policy_id`.execute(em.getKysely());
}

/**
 * Selects the company's kinds of qualification that were valid when a counted policy began, or on the day that the
 * rules name.
 */
const validKinds = sql`
  array(select distinct kind from unnest(listed) as entry cross join rule_in_force as rules
    where case qualification_basis
      when 'POLICY_START' then exists (select from unnest(lines) where starts_on between entry."from" and entry."until")
      when 'FIXED_DAY' then qualification_day between entry."from" and entry."until"
      else true end
    order by kind)`;

/**
 * Writes the amounts of enterprises. Where no kind was valid and the department admitted a policy nevertheless, all
 * kinds of the year are shown.
 */
async function writeAssessments(em: EntityManager, proposalId: string): Promise<void> {
  await sql`
    insert into assessment (proposal_id, enterprise_id, rules_id, calculated, product_cut, cap_cut, budget_cut, granted,
      qualification_kinds, division_found, status_found, name_found, assessed_on, listed, lines, capped_total,
      prior_granted, prior_products, prior_total)
    select ${proposalId}::uuid, enterprise_id, (select id from rule_in_force), grant_computed.calculated, product_cut, cap_cut,
      budget_cut, granted,
      coalesce(nullif(${validKinds}, '{}'), array(select distinct kind from unnest(listed) order by kind)),
      division_code, register_status, name,
      (select (computed_at at time zone 'Asia/Shanghai')::date from subsidy_proposal where id = ${proposalId}::uuid),
      listed, lines, capped_total, prior_granted, prior_products,
      (select coalesce(sum(prior_grant.granted), 0) from prior_grant)
    from grant_computed join portfolio using (enterprise_id)
    order by enterprise_id`.execute(em.getKysely());
}

/**
 * Returns the totals. The digest of all inputs is computed from a digest for each company, in the order of their credit
 * codes.
 */
async function readTotals(em: EntityManager): Promise<AssessmentTotals> {
  const { rows } = await sql<AssessmentTotals>`
    select portfolios.*, grants.* from (
      select coalesce(sum(cardinality(lines)), 0)::int as "policyCount",
        coalesce(sum(policies - coalesce(cardinality(lines), 0)), 0)::int as "leftOutCount",
        encode(sha256(coalesce(string_agg(input_digest, ''::bytea order by credit_code collate "C"), ''::bytea)), 'hex')
          as "inputDigest"
      from portfolio
    ) as portfolios, (
      select count(*)::int as "enterpriseCount",
        coalesce(sum(calculated), 0)::numeric(16,2)::text as "calculatedTotal",
        coalesce(sum(capped), 0)::numeric(16,2)::text as "cappedTotal",
        coalesce(sum(granted), 0)::numeric(16,2)::text as "grantedTotal"
      from grant_computed
    ) as grants`.execute(em.getKysely());
  return rows[0] as AssessmentTotals;
}
