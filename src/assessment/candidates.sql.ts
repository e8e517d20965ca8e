import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { anniversaryInSql, isTooLongInSql } from '../policy/longest-term.js';
import { policyYearDays } from '../programme/policy-year.sql.js';
import { countedBefore } from './prior-grants.sql.js';

interface WhichCandidates {
  supplementary?: boolean;
  /**
   * Whether policies are judged by `product_variant`, which has both the products in force and the `supposed` ones. A
   * policy then has a row for each that it is judged by.
   */
  variants?: boolean;
}

/** Selects a stored version of the rules for judging candidates in this transaction. */
export async function useStoredRules(em: EntityManager, rulesId: string): Promise<void> {
  await useRules(
    em,
    sql`select * from programme_rules where id = ${rulesId}::uuid`,
    sql`select * from product where rules_id = ${rulesId}::uuid`,
  );
}

/** Copies rules to temporary tables, so that the same statements compute with stored and with supposed rules. */
export async function useRules(
  em: EntityManager,
  rules: RawBuilder<unknown>,
  products: RawBuilder<unknown>,
): Promise<void> {
  // Everything is read once and completely; without statistics the planner would choose look-ups of single rows.
  await sql`select set_config('enable_nestloop', 'off', true), set_config('work_mem', '256MB', true)`.execute(
    em.getKysely(),
  );
  await sql`drop table if exists rule_in_force, product_in_force, prior_grant, candidate, portfolio, grant_computed`.execute(
    em.getKysely(),
  );
  await sql`
    create temporary table rule_in_force on commit drop as
    select rules.*, ${policyYearDays} as year
    from (${rules}) as rules join programme on programme.id = rules.programme_id`.execute(em.getKysely());
  await sql`create temporary table product_in_force on commit drop as ${products}`.execute(em.getKysely());
  await sql`
    create temporary table prior_grant (enterprise_id uuid, granted numeric(14,2), products jsonb) on commit drop`.execute(
    em.getKysely(),
  );
  await sql`analyze rule_in_force, product_in_force`.execute(em.getKysely());
}

/**
 * Selects qualifications of the kinds and the year of `rules`, as one row for each enterprise; `of` is a condition on
 * them.
 */
export const listedQualifications = (of: RawBuilder<unknown> = sql`true`): RawBuilder<unknown> => sql`
  select enterprise_id, range_agg(daterange(valid_from, valid_until, '[]')) as valid,
    array_agg((kind, valid_from, valid_until)::listed_qualification order by kind, valid_from) as entries
  from qualification join rules on kind = any(rules.qualification_kinds)
    and daterange(valid_from, valid_until, '[]') && rules.year
  where ${of} group by enterprise_id`;

/** The days on which a policy must start so that its `listed` company is qualified, by the basis of `rules`. */
export const startsThatQualify = sql`
  case when listed.entries is null then '{}'::datemultirange
    when rules.qualification_basis = 'POLICY_START' then listed.valid
    when rules.qualification_basis = 'FIXED_DAY' and not listed.valid @> rules.qualification_day then '{}'
    else '{(,)}' end`;

/** The division in which an enterprise is registered: now, or by the register's history on the fixed day of `rules`. */
export const countedDivision = sql`
  case rules.region_basis when 'FIXED_DAY' then (
    select entry.division_code from registered_company as entry
    where entry.credit_code = enterprise.credit_code and (entry.valid_from <= rules.region_day or entry.is_first)
      and (entry.valid_until is null or entry.valid_until > rules.region_day)
  ) else enterprise.division_code end`;

/** Whether `place.division_code` is in the regions of `rules`; null where the division is not known. */
export const isInRegion = sql`
  case when place.division_code is not null
    then exists (select from unnest(rules.regions_in) as code where starts_with(place.division_code, code))
      and not exists (select from unnest(rules.regions_out) as code where starts_with(place.division_code, code)) end`;

/** The table of products that policies are judged by. */
const productsOf = (variants: boolean) => (variants ? sql`product_variant` : sql`product_in_force`);

/** The column that says whether a row was judged by a supposed product. */
export const supposedOf = (variants: boolean): RawBuilder<unknown> => (variants ? sql`supposed,` : sql``);

/** A value of the rules that the statement reads once, so that rows do not repeat it. */
const rule = (name: string) => sql`(select ${sql.ref(name)} from rules)`;

/** Whether each company fulfils the rules, computed once for a company. */
const judgedCompanies = sql`
  select enterprise.id, credit_code, enterprise.name, place.division_code, ${isInRegion} as in_region,
    register_status, exclusion.reason as exclusion, listed.entries as listed, ${startsThatQualify} as qualifying_starts
  from enterprise cross join rules
    cross join lateral (select ${countedDivision} as division_code) as place
    left join listed on listed.enterprise_id = enterprise.id
    left join enterprise_exclusion as exclusion on exclusion.enterprise_id = enterprise.id
      and exclusion.programme_id = rules.programme_id and exclusion.lifted_at is null`;

/**
 * The number of earlier policy years in which the company insured this product; computed only where a rate depends on
 * it.
 */
const earlierInsurance = (variants: boolean) => sql`
  select insurance.* from rules cross join lateral earlier_insurance(lower(rules.year)::date,
    array(select code from ${productsOf(variants)} where first_time_only or later_rates <> '{}'), null) as insurance`;

/** Excluded policies, with reasons and sources. */
const excludedPolicies = sql`
  select policy_id, array_agg(reason order by reason) as reasons, jsonb_agg(jsonb_build_object('reason', reason,
      'explanation', explanation, 'source', source) order by reason) as exclusions
  from policy_exclusion where lifted_at is null group by policy_id`;

/** The accepted policies, each with its company, product, papers and the other facts that the rules need. */
const insuredPolicies = ({ supplementary = false, variants = false }: WhichCandidates) => sql`
  select policy.id as policy_id, policy.enterprise_id, policy.institution_id, policy.product_code,
    policy.starts_on, policy.ends_on, company.credit_code, company.name, company.division_code, company.in_region,
    company.register_status,
    company.exclusion, company.listed,
    company.qualifying_starts @> policy.starts_on as qualified, admission.policy_id is not null as is_admitted,
    case ${rule('base')} when 'GROSS_PREMIUM' then policy.premium else policy.premium - policy.refunded end as base,
    coalesce(earlier.years, 0) + 1 as insurance_year, product.code is not null as is_known,
    rate_of_year(product.rate, product.later_rates, earlier.years) as rate,
    product.first_time_only, product.section, ${supposedOf(variants)} coalesce(funding.amount, 0.00) as other_funding,
    excluded.reasons as excluded, excluded.exclusions,
    case when papers.kinds @> ${rule('required_documents')} then '{}'
      else array(select unnest(${rule('required_documents')}) except select unnest(papers.kinds) order by 1)
      end as missing_documents
  from policy
    join company on company.id = policy.enterprise_id
    left join ${productsOf(variants)} as product on product.code = policy.product_code
    left join papers on papers.policy_id = policy.id
    left join earlier on earlier.enterprise_id = policy.enterprise_id
      and earlier.product_code = policy.product_code
    left join policy_funding as funding on funding.policy_id = policy.id
    left join policy_admission as admission on admission.policy_id = policy.id
    left join excluded on excluded.policy_id = policy.id
  where policy.programme_id = ${rule('programme_id')} and policy.status = 'ACCEPTED'
    ${supplementary ? sql`and policy.id not in (${countedBefore(rule('programme_id'))})` : sql``}
  -- Here and below: what is computed of a row is computed once, though it is used again and again.
  offset 0`;

/** Adds the subsidy that each policy would earn, and the ceiling that other public funding leaves. */
const earningPolicies = sql`
  select *, earned_subsidy(base, rate, ${rule('rounding')}) as earned,
    funding_room(base, ${rule('funding_ceiling')}, other_funding) as room,
    ${anniversaryInSql(sql.ref('starts_on'), rule('maximum_term_months'))} as anniversary
  from insured offset 0`;

/** All reasons against a policy, in the order in which they are listed. */
const reasonsAgainst = sql`
  string_to_array(concat_ws(' ',
    case when exclusion is not null then 'ENTERPRISE_EXCLUDED' end,
    case when in_region is null then 'REGION_UNKNOWN' when not in_region then 'REGION_NOT_ELIGIBLE' end,
    case when register_status = any((select statuses_out from rules)::text[]) then 'COMPANY_NOT_ACTIVE' end,
    case when qualified then null when listed is null then 'QUALIFICATION_MISSING' when is_admitted then null
      else 'QUALIFICATION_FOR_REVIEW' end,
    case when missing_documents <> '{}' then 'DOCUMENTS_MISSING' end,
    case when not ${rule('year')} @> starts_on then 'OUTSIDE_POLICY_YEAR' end,
    case when ${isTooLongInSql(rule('term_end_inclusive'))} then 'TERM_TOO_LONG' end,
    case when not is_known then 'PRODUCT_NOT_SUBSIDISED' end,
    case when first_time_only and insurance_year > 1 then 'NOT_FIRST_TIME' end,
    case when base <= 0 then 'NOTHING_PAID' when room = 0 and earned > 0 then 'FUNDED_ELSEWHERE'
      when earned = 0 then 'BELOW_ONE_FEN' end,
    array_to_string(excluded, ' ')), ' ')`;

/**
 * Selects every accepted policy of the programme once, with the subsidy that it would earn and every reason against it.
 * It uses one pass of hash joins: companies, lists and papers are grouped to one row each before they are joined. It is
 * one statement, so that all data are one snapshot. A supplementary list has only policies that no approved list
 * counts.
 */
export const candidates = ({
  supplementary = false,
  variants = false,
}: WhichCandidates = {}): RawBuilder<unknown> => sql`
    with rules as materialized (
      select * from rule_in_force
    ), listed as (
      ${listedQualifications()}
    ), company as materialized (
      ${judgedCompanies}
    ), papers as (
      select policy_id, array_agg(kind) as kinds
      from policy_document group by policy_id
    ), earlier as (
      ${earlierInsurance(variants)}
    ), excluded as (
      ${excludedPolicies}
    ), insured as (
      ${insuredPolicies({ supplementary, variants })}
    ), earning as (
      ${earningPolicies}
    )
    select policy_id, enterprise_id, institution_id, product_code, starts_on, ends_on, base, rate, insurance_year,
      ${supposedOf(variants)} other_funding, section, missing_documents, excluded, exclusions, credit_code, name, division_code, register_status, listed,
      exclusion,
      is_admitted and listed is not null and not qualified as admitted,
      least(earned, room) as subsidy, earned - least(earned, room) as ceiling_cut,
      ${reasonsAgainst} as reasons
    from earning`;

/** Stores the candidates in a temporary table, because explanations need them. */
export async function gatherCandidates(em: EntityManager, { supplementary = false } = {}): Promise<void> {
  await sql`create temporary table candidate on commit drop as ${candidates({ supplementary })}`.execute(
    em.getKysely(),
  );
}
