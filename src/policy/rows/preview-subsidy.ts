import { type RawBuilder, sql } from 'kysely';
import { policyYearDays } from '../../programme/policy-year.sql.js';
import type { Stage } from './stage.js';

/**
 * Selects what each of `rows` (credit_code, product_code, premium) would earn by a version of the rules, with the
 * functions of the assessment: before refunds, other public funding, caps and the budget.
 */
function previewOf(rulesId: string, rows: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    with given as materialized (${rows}), rules as (
      select programme_rules.*, lower(${policyYearDays}) as year_begins
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

/** Returns the preview of each row of a stage by its number. */
export async function previewRows(stage: Stage, rulesId: string): Promise<Map<number, string>> {
  const { rows } = await sql<{ number: number; preview: string }>`
    select row_number as number, preview::text from (${ofStage(stage, rulesId)}) as previewed`.execute(
    stage.session.getKysely(),
  );
  return new Map(rows.map(({ number, preview }) => [number, preview]));
}

/** Returns the sum of the previews of a stage. */
export async function previewTotal(stage: Stage, rulesId: string): Promise<string> {
  const { rows } = await sql<{ total: string }>`
    select coalesce(sum(preview), 0)::numeric(16,2)::text as total
    from (${ofStage(stage, rulesId)}) as previewed`.execute(stage.session.getKysely());
  return rows[0]?.total ?? '0.00';
}

function ofStage(stage: Stage, rulesId: string): RawBuilder<unknown> {
  return previewOf(rulesId, sql`select row_number, credit_code, product_code, premium from ${stage.as('stage')}`);
}
