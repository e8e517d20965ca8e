import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { formatYuan } from '../kernel/money.js';

export interface PreviewedRow {
  index: number;
  creditCode: string;
  product: string;
  premiumFen: bigint;
}

/**
 * What each of `rows` (credit_code, product_code, premium) would earn by a version of the rules, by the functions that the
 * assessment uses: before refunds, other public money, the caps and the budget.
 */
export function previewOf(rulesId: string, rows: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    with given as materialized (${rows}), rules as (
      select programme_rules.*, make_date(policy_year, 1, 1) as year_begins
      from programme_rules join programme on programme.id = programme_id where programme_rules.id = ${rulesId}::uuid
    ), earlier as (
      select insurance.* from rules cross join lateral earlier_insurance(year_begins,
        array(select code from product where rules_id = rules.id and (first_time_only or later_rates <> '{}')),
        array(select distinct credit_code from given)) as insurance
    ), earning as (
      select given.*, product.first_time_only and earlier.years is not null as repeated,
        earned_subsidy(premium, rate_of_year(product.rate, product.later_rates, earlier.years), rules.rounding) as earned,
        funding_room(premium, rules.funding_ceiling, 0) as room
      from given cross join rules
        join product on product.rules_id = rules.id and product.code = given.product_code
        left join earlier on earlier.credit_code = given.credit_code and earlier.product_code = given.product_code
    )
    select earning.*, case when repeated then 0 else least(earned, room) end::numeric(14,2) as preview from earning`;
}

/** The preview of each row, by its index. */
export async function previewSubsidies(
  em: EntityManager,
  rulesId: string,
  rows: PreviewedRow[],
): Promise<Map<number, string>> {
  if (rows.length === 0) return new Map();
  const given = rows.map(({ premiumFen, ...row }) => ({ ...row, premium: formatYuan(premiumFen) }));
  const listed = sql`
    select index, "creditCode" as credit_code, product as product_code, premium
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as given (index int, "creditCode" text, product text, premium numeric(14,2))`;
  const found = await sql<{ index: number; preview: string }>`
    select index, preview::text from (${previewOf(rulesId, listed)}) as previewed`.execute(em.getKysely());
  return new Map(found.rows.map(({ index, preview }) => [index, preview]));
}
