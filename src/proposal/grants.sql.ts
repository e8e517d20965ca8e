import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/**
 * What each enterprise is granted, with the lines that it comes from. Caps for a product, then for the enterprise, then
 * the budget where it is short: one factor for all, down to the fen; the fen that remain go one each to the largest
 * remainders, ties by credit code. All in whole fen, where division is exact.
 */
export async function computeGrants(em: EntityManager): Promise<void> {
  await sql`
    create temporary table grant_computed on commit drop as
    with rules as materialized (
      select enterprise_cap, case when budget_policy = 'PRO_RATA' then budget * 100 end as budget_fen from rule_in_force
    ), by_product as (
      select enterprise_id, position, any_value(product_code) as product_code, sum(subsidy) as calculated,
        least(sum(subsidy), any_value(product_cap)) as allowed,
        array_agg((policy_id, product_code, base, insurance_year, rate, other_funding, coalesce(ceiling_cut, 0), subsidy,
          section, starts_on, ends_on, admitted)::counted_policy order by policy_id) as lines
      from candidate where reasons = '{}'
      group by enterprise_id, position
    ), by_enterprise as (
      select enterprise_id, sum(calculated) as calculated, sum(calculated - allowed) as product_cut,
        least(sum(allowed), (select enterprise_cap from rules)) as capped,
        array_agg(product_code order by position) as product_codes, array_concat(lines order by position) as lines
      from by_product group by enterprise_id
    ), totalled as (
      select by_enterprise.*, credit_code, capped * 100 as fen, sum(capped * 100) over () as total_fen,
        (select budget_fen from rules) as budget_fen
      from by_enterprise join company on company.id = enterprise_id
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
    select enterprise_id, calculated, product_cut, calculated - product_cut - capped as cap_cut, capped,
      capped - granted_fen / 100 as budget_cut, granted_fen / 100 as granted, product_codes, lines,
      total_fen / 100 as capped_total
    from granted`.execute(em.getKysely());
}
