import { type RawBuilder, sql } from 'kysely';

type Expression = RawBuilder<unknown>;

/*
 * Caps and budget (§2) are written here once: `computeGrants` applies them to all companies, `readClaimsLeft` to the
 * rest of one claim. `replay` computes the same independently, because it is the check.
 */

/**
 * As SQL: the part of `sum` that a cap allows after earlier lists granted `used` of the cap (a text); null as cap means
 * no cap.
 */
export function underCap(sum: Expression, cap: Expression, used: Expression): Expression {
  return sql`least(${sum}, cap_left(${cap}, ${used}))`;
}

/** As SQL: the budget that limits the amounts, from a row of `rules`; null where there is none. */
export function bindingBudget(rules: Expression): Expression {
  return sql`case when ${rules}.budget_policy = 'PRO_RATA' then ${rules}.budget end`;
}

/**
 * As SQL: reduces the amount `fen` to its share of the budget where `total` exceeds it, rounded down to the fen. Budget
 * and total have the same unit. Division of whole fen is exact.
 */
export function shareOfBudget(fen: Expression, budget: Expression, total: Expression): Expression {
  return sql`case when ${total} > ${budget} then div(${fen} * ${budget}, ${total}) else ${fen} end`;
}
