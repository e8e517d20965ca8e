import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { candidates, supposedOf } from './candidates.sql.js';
import { bindingBudget, shareOfBudget, underCap } from './caps.sql.js';

/** One policy in the text from which the digest of the inputs is computed. docs/assessment.md describes each part. */
const inputsOfPolicy = sql`
  concat_ws('|', policy_id, product_code, starts_on, ends_on, base, coalesce(rate::text, ''), insurance_year,
    other_funding, admitted,
    case when missing_documents <> '{}' then array_to_string(missing_documents, ' ') else '' end,
    case when excluded is not null then array_to_string(excluded, ' ') else '' end)`;

const inputsOfCompany = sql`
  concat_ws('|', credit_code, coalesce(division_code, ''), coalesce(array_to_string(listed, ' '), ''),
    coalesce(exclusion, ''), coalesce(register_status, ''))`;

const countedPolicy = sql`
  (policy_id, product_code, base, insurance_year, rate, other_funding, coalesce(ceiling_cut, 0), subsidy, section,
    starts_on, ends_on, admitted)::counted_policy`;

/**
 * Groups the candidates of each company to one row in one pass: the counted lines, their sum, and the digest of all
 * inputs.
 */
async function foldCandidates(em: EntityManager): Promise<void> {
  await sql`
    create temporary table portfolio on commit drop as
    with folded as (
      select enterprise_id, any_value(credit_code) as credit_code, any_value(division_code) as division_code,
        any_value(name) as name, any_value(register_status) as register_status,
        any_value(listed) as listed, any_value(exclusion) as exclusion, count(*)::int as policies, sum(subsidy) filter (where reasons = '{}') as calculated,
        array_agg(${countedPolicy} order by policy_id) filter (where reasons = '{}') as lines,
        string_agg(${inputsOfPolicy}, E'\\n' order by policy_id) as inputs
      from candidate group by enterprise_id
    )
    select enterprise_id, credit_code, name, division_code, register_status, listed, policies, calculated, lines,
      coalesce(prior_grant.granted, 0) as prior_granted, coalesce(prior_grant.products, '{}') as prior_products,
      sha256(convert_to(${inputsOfCompany} || E'\\n' || inputs, 'UTF8')) as input_digest
    from folded left join prior_grant using (enterprise_id)`.execute(em.getKysely());
}

/**
 * Selects only sums for each company and product. Candidates are not stored: storing a million takes longer than
 * judging them, and a comparison explains none.
 */
const lineSums = (variants: boolean) => sql`
  select ${supposedOf(variants)} enterprise_id, any_value(credit_code) as credit_code, product_code,
    sum(subsidy) as subsidy, count(*)::int as policies
  from (${candidates({ variants })}) as candidate where reasons = '{}'
  group by ${supposedOf(variants)} enterprise_id, product_code`;

/** Judges all policies by the rules in force. */
export async function sumLines(em: EntityManager): Promise<void> {
  await sql`create temporary table line_sum on commit drop as ${lineSums(false)}`.execute(em.getKysely());
}

/**
 * Judges all policies by the products in force, and those of the products `again` also by `supposed_product`, in one
 * pass. `supposed_line` gets the sums by the supposed products, and for other products those in force.
 */
export async function sumLinesTwice(em: EntityManager, again: string[]): Promise<void> {
  const columns = sql`code, rate, later_rates, first_time_only, section`;
  await sql`
    create temporary table product_variant on commit drop as
    select false as supposed, ${columns} from product_in_force
    union all select true, ${columns} from supposed_product where code = any(${again}::text[])`.execute(em.getKysely());
  await sql`analyze product_variant`.execute(em.getKysely());
  await sql`create temporary table judged_line on commit drop as ${lineSums(true)}`.execute(em.getKysely());
  const lines = (condition: RawBuilder<unknown>) => sql`
    select enterprise_id, credit_code, product_code, subsidy, policies from judged_line where ${condition}`;
  await sql`create temporary table line_sum on commit drop as ${lines(sql`not supposed`)}`.execute(em.getKysely());
  await sql`
    create temporary table supposed_line on commit drop as
    ${lines(sql`supposed or product_code <> all(${again}::text[])`)}`.execute(em.getKysely());
}

/** The sum of a company after the caps for single products; computed only where there are such caps. */
const allowedOfLines = sql`
  case when exists (select from product_in_force where enterprise_cap is not null) then (
    select sum(${underCap(sql`by_product.calculated`, sql`enterprise_cap`, sql`prior_products ->> product_code`)})
    from (select product_code, sum(subsidy) as calculated from unnest(lines) group by product_code) as by_product
      join product_in_force on code = product_code
  ) else calculated end`;

/**
 * Computes the grant of each enterprise: caps for products, then the cap for the enterprise, then the budget. Where the
 * budget is too small, all amounts get one factor and are rounded down to the fen; the remaining fen go one each to the
 * largest remainders, ties by credit code. All amounts are whole fen, so that division is exact.
 */
export async function computeGrants(em: EntityManager): Promise<void> {
  await foldCandidates(em);
  await grantPortfolios(em, allowedOfLines);
}

/** Computes the same amounts from the sums of lines, for a comparison that is neither explained nor stored. */
export async function supposeGrants(em: EntityManager): Promise<void> {
  await sql`
    create temporary table portfolio on commit drop as
    select enterprise_id, any_value(credit_code) as credit_code, sum(subsidy) as calculated,
      sum(${underCap(sql`subsidy`, sql`enterprise_cap`, sql`null`)}) as allowed, 0 as prior_granted
    from line_sum join product_in_force on code = product_code group by enterprise_id`.execute(em.getKysely());
  await grantPortfolios(em, sql`allowed`);
}

/** Computes grants from the portfolios of all companies, and what the caps for single products allow. */
async function grantPortfolios(em: EntityManager, allowed: RawBuilder<unknown>): Promise<void> {
  await sql`
    create temporary table grant_computed on commit drop as
    with rules as materialized (
      select enterprise_cap, ${bindingBudget(sql`rule_in_force`)} * 100 as budget_fen from rule_in_force
    ), allowed as (
      select enterprise_id, credit_code, calculated, ${allowed} as allowed, prior_granted
      from portfolio where calculated is not null offset 0
    ), capped as (
      select *, ${underCap(sql`allowed`, sql`(select enterprise_cap from rules)`, sql`prior_granted::text`)} as capped
      from allowed
    ), totalled as (
      select *, capped * 100 as fen, sum(capped * 100) over () as total_fen, (select budget_fen from rules) as budget_fen
      from capped
    ), shared as (
      select *, ${shareOfBudget(sql`fen`, sql`budget_fen`, sql`total_fen`)} as share_fen,
        case when total_fen > budget_fen then mod(fen * budget_fen, total_fen) else 0 end as remainder
      from totalled
    ), granted as (
      select *, share_fen + case when total_fen > budget_fen
          and row_number() over (order by remainder desc, credit_code) <= budget_fen - sum(share_fen) over ()
        then 1 else 0 end as granted_fen
      from shared
    )
    select enterprise_id, calculated, calculated - allowed as product_cut, allowed - capped as cap_cut, capped,
      capped - granted_fen / 100 as budget_cut, granted_fen / 100 as granted,
      total_fen / 100 as capped_total
    from granted`.execute(em.getKysely());
}
