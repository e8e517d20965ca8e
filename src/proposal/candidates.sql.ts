import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';

/** Makes a stored version of the rules the one that the candidates are judged by, for this transaction. */
export async function useStoredRules(em: EntityManager, rulesId: string): Promise<void> {
  await useRules(
    em,
    sql`select * from programme_rules where id = ${rulesId}::uuid`,
    sql`select * from product where rules_id = ${rulesId}::uuid`,
  );
}

/** The rules live in temporary tables, so that stored and supposed ones are computed with by the same statements. */
export async function useRules(
  em: EntityManager,
  rules: RawBuilder<unknown>,
  products: RawBuilder<unknown>,
): Promise<void> {
  // Everything is read once and whole. A planner that has no statistics yet would look rows up one by one.
  await sql`select set_config('enable_nestloop', 'off', true), set_config('work_mem', '256MB', true)`.execute(
    em.getKysely(),
  );
  await sql`drop table if exists rule_in_force, product_in_force, candidate, grant_computed`.execute(em.getKysely());
  await sql`create temporary table rule_in_force on commit drop as ${rules}`.execute(em.getKysely());
  await sql`create temporary table product_in_force on commit drop as ${products}`.execute(em.getKysely());
  await sql`analyze rule_in_force, product_in_force`.execute(em.getKysely());
}

/** Qualifications of the kinds and the year of `rules`, folded to a row for each enterprise. */
export const listedQualifications = sql`
  select enterprise_id, range_agg(daterange(valid_from, valid_until, '[]')) as valid,
    jsonb_agg(jsonb_build_object('kind', kind, 'from', valid_from, 'until', valid_until)
      order by kind, valid_from) as entries
  from qualification join rules on kind = any(rules.qualification_kinds)
    and daterange(valid_from, valid_until, '[]') && rules.year
  group by enterprise_id`;

/** Whether the company is `listed` on the day that the basis of `rules` asks for. */
export const qualifiedOn = (startsOn: RawBuilder<unknown>) => sql`
  case rules.qualification_basis when 'POLICY_START' then listed.valid @> ${startsOn}
    when 'FIXED_DAY' then listed.valid @> rules.qualification_day else listed.entries is not null end`;

export const isInRegion = sql`
  exists (select from unnest(rules.regions_in) as code where starts_with(division_code, code))`;
export const isOutOfRegion = sql`
  exists (select from unnest(rules.regions_out) as code where starts_with(division_code, code))`;

/**
 * Every living policy of the programme, once, with what it would earn and every reason that speaks against it. One pass
 * of hash joins: companies, lists and papers are each folded to a row for what they are about before they are joined.
 */
export async function gatherCandidates(em: EntityManager): Promise<void> {
  await sql`
    create temporary table candidate on commit drop as
    with rules as materialized (
      select rule_in_force.*, programme.policy_year,
        daterange(make_date(policy_year, 1, 1), make_date(policy_year, 12, 31), '[]') as year
      from rule_in_force join programme on programme.id = rule_in_force.programme_id
    ), listed as (
      ${listedQualifications}
    ), papers as (
      select policy_id, array_agg(kind) as kinds
      from policy_document group by policy_id
    ), earlier as (
      -- How many earlier policy years the company insured this product in; only asked where a rate depends on it.
      select policy.enterprise_id, policy.product_code, count(distinct extract(year from policy.starts_on))::int as years
      from policy join rules on policy.starts_on < lower(rules.year)
      where policy.status = 'ACCEPTED' and policy.product_code in (
        select code from product_in_force where first_time_only or later_rates <> '{}')
      group by policy.enterprise_id, policy.product_code
    ), places as materialized (
      select enterprise.id, credit_code, division_code,
        ${isInRegion} as is_in, ${isOutOfRegion} as is_out,
        exclusion.reason as exclusion
      from enterprise cross join rules
        left join enterprise_exclusion as exclusion on exclusion.enterprise_id = enterprise.id
          and exclusion.programme_id = rules.programme_id and exclusion.lifted_at is null
    ), insured as (
      select rules.id as rules_id, rules.year @> policy.starts_on as in_year, rules.maximum_term_months, rules.rounding, rules.funding_ceiling, policy.id as policy_id, policy.enterprise_id,
        policy.institution_id, policy.product_code, policy.starts_on, policy.ends_on, places.credit_code, places.division_code,
        places.is_in, places.is_out, places.exclusion,
        case rules.base when 'GROSS_PREMIUM' then policy.premium else policy.premium - policy.refunded end as base,
        coalesce(earlier.years, 0) + 1 as insurance_year, product.code is not null as is_known, product.rate as first_rate,
        product.later_rates, product.first_time_only, product.section, product.position,
        product.enterprise_cap as product_cap, coalesce(funding.amount, 0) as other_funding, listed.entries as listed,
        ${qualifiedOn(sql`policy.starts_on`)} as qualified, admission.policy_id is not null as is_admitted,
        case when papers.kinds @> rules.required_documents then '{}'
          else array(select unnest(rules.required_documents) except select unnest(papers.kinds) order by 1)
          end as missing_documents
      from rules
        join policy on policy.programme_id = rules.programme_id and policy.status = 'ACCEPTED'
        join places on places.id = policy.enterprise_id
        left join product_in_force as product on product.code = policy.product_code
        left join listed on listed.enterprise_id = policy.enterprise_id
        left join papers on papers.policy_id = policy.id
        left join earlier on earlier.enterprise_id = policy.enterprise_id
          and earlier.product_code = policy.product_code
        left join policy_funding as funding on funding.policy_id = policy.id
        left join policy_admission as admission on admission.policy_id = policy.id
      -- Here and below: what is computed of a row is computed once, though it is used again and again.
      offset 0
    ), excluded as (
      select policy_id, array_agg(reason order by reason) as excluded, jsonb_agg(jsonb_build_object('reason', reason,
          'explanation', explanation, 'source', source) order by reason) as policy_exclusions
      from policy_exclusion where lifted_at is null group by policy_id
    ), rated as (
      select *, case when insurance_year = 1 or later_rates = '{}' then first_rate
        else later_rates[least(insurance_year - 1, cardinality(later_rates))] end as rate
      from insured offset 0
    ), earning as (
      select *, case rounding when 'DOWN' then trunc(base * rate, 2) else round(base * rate, 2) end as earned,
        case when funding_ceiling is not null
          then greatest(trunc(base * funding_ceiling, 2) - other_funding, 0) end as room,
        (starts_on + make_interval(months => maximum_term_months))::date as anniversary
      from rated offset 0
    )
    select rules_id, policy_id, enterprise_id, institution_id, credit_code, division_code, product_code, position,
      product_cap, starts_on, ends_on, base, rate, insurance_year, other_funding, section, listed, missing_documents,
      exclusion, coalesce(is_admitted and not qualified, false) as admitted,
      excluded, policy_exclusions,
      least(earned, room) as subsidy, earned - least(earned, room) as ceiling_cut,
      array_remove(array[
        case when exclusion is not null then 'ENTERPRISE_EXCLUDED' end,
        case when division_code is null then 'REGION_UNKNOWN' when is_out or not is_in then 'REGION_NOT_ELIGIBLE' end,
        case when qualified then null when listed is null then 'QUALIFICATION_MISSING' when is_admitted then null
          else 'QUALIFICATION_FOR_REVIEW' end,
        case when missing_documents <> '{}' then 'DOCUMENTS_MISSING' end,
        case when not in_year then 'OUTSIDE_POLICY_YEAR' end,
        -- Insurers write a year either way: to the day before the anniversary, or to the anniversary at 0:00. In a month
        -- that is too short for it, the anniversary is the first of the next.
        case when ends_on > anniversary + (extract(day from anniversary) <> extract(day from starts_on))::int
          then 'TERM_TOO_LONG' end,
        case when not is_known then 'PRODUCT_NOT_SUBSIDISED' end,
        case when first_time_only and insurance_year > 1 then 'NOT_FIRST_TIME' end,
        case when base <= 0 then 'NOTHING_PAID' when room = 0 and earned > 0 then 'FUNDED_ELSEWHERE'
          when earned = 0 then 'BELOW_ONE_FEN' end
      ], null) || coalesce(excluded, '{}') as reasons
    from earning left join excluded using (policy_id)`.execute(em.getKysely());
}

/**
 * What each enterprise is granted. Caps for a product, then for the enterprise, then the budget where it is short: one
 * factor for all, down to the fen; the fen that remain go one each to the largest remainders, ties by credit code. All
 * in whole fen, where division is exact.
 */
export async function computeGrants(em: EntityManager): Promise<void> {
  await sql`
    create temporary table grant_computed on commit drop as
    with rules as materialized (
      select enterprise_cap, case when budget_policy = 'PRO_RATA' then budget * 100 end as budget_fen from rule_in_force
    ), by_product as (
      select enterprise_id, product_code, any_value(credit_code) as credit_code, any_value(position) as position,
        sum(subsidy) as calculated, least(sum(subsidy), any_value(product_cap)) as allowed,
        any_value(division_code) as division_found, any_value(listed) as listed, range_agg(daterange(starts_on, starts_on, '[]')) as starts
      from candidate where reasons = '{}'
      group by enterprise_id, product_code
    ), capped as (
      select enterprise_id, any_value(credit_code) as credit_code, sum(calculated) as calculated,
        sum(calculated - allowed) as product_cut, least(sum(allowed), enterprise_cap) as capped,
        array_agg(product_code order by position) as product_codes, range_agg(starts) as starts,
        any_value(division_found) as division_found, any_value(listed) as listed, budget_fen
      from by_product cross join rules group by enterprise_id, enterprise_cap, budget_fen
    ), totalled as (
      select *, capped * 100 as fen, sum(capped * 100) over () as total_fen from capped
    ), shared as (
      select *, case when total_fen > budget_fen then div(fen * budget_fen, total_fen) else fen end as share_fen,
        case when total_fen > budget_fen then mod(fen * budget_fen, total_fen) else 0 end as remainder
      from totalled
    ), granted as (
      select *, share_fen + case when total_fen > budget_fen
          and row_number() over (order by remainder desc, credit_code) <= budget_fen - sum(share_fen) over ()
        then 1 else 0 end as granted_fen
      from shared
    )
    select enterprise_id, credit_code, calculated, product_cut, calculated - product_cut - capped as cap_cut, capped,
      capped - granted_fen / 100 as budget_cut, granted_fen / 100 as granted, product_codes, starts,
      division_found, listed, total_fen / 100 as capped_total
    from granted`.execute(em.getKysely());
}
