import { type RawBuilder, sql } from 'kysely';

type Expression = RawBuilder<unknown>;

/*
 * Caps and budget (§2), written once: `computeGrants` applies them to all companies, `readClaimsLeft` to the rest of one
 * claim. `replay` computes the same independently, on purpose: it checks them.
 */

/** As SQL: the part of `sum` that a cap allows, after the text `used` that earlier lists granted of it; null is no cap. */
export function underCap(sum: Expression, cap: Expression, used: Expression): Expression {
  return sql`least(${sum}, cap_left(${cap}, ${used}))`;
}

/** As SQL: the budget that the amounts of a row of `rules` have to fit into; null where there is none. */
export function bindingBudget(rules: Expression): Expression {
  return sql`case when ${rules}.budget_policy = 'PRO_RATA' then ${rules}.budget end`;
}

/**
 * As SQL: of `fen`, a part of `total`, the share of a budget that is short, down to the fen. Budget and total have one unit;
 * in fen the division is exact.
 */
export function shareOfBudget(fen: Expression, budget: Expression, total: Expression): Expression {
  return sql`case when ${total} > ${budget} then div(${fen} * ${budget}, ${total}) else ${fen} end`;
}
