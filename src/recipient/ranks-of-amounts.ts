import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import type { RecipientConditions } from './recipient-conditions.js';

/**
 * Returns the condition on ranks for a range of amounts: ranks are ordered by amount. Comparing numbers is not
 * leakproof, so under row security the planner uses no statistics of amounts; for ranks it can estimate the number of
 * lines.
 */
export async function ranksOfAmounts(
  em: EntityManager,
  releaseId: string,
  { amountFrom, amountTo }: RecipientConditions,
): Promise<RawBuilder<unknown>[]> {
  if (!amountFrom && !amountTo) return [];
  const lines = sql`from recipient where release_id = ${releaseId}::uuid`;
  const firstWith = (amount: RawBuilder<unknown>) =>
    sql`(select min(rank) ${lines} and amount = (select max(amount) ${lines} and amount ${amount}))`;
  const { rows } = await sql<{ below: number | null; within: number | null }>`
    select ${amountFrom ? firstWith(sql`< ${amountFrom}::numeric`) : sql`null::int`} as below,
      ${amountTo ? firstWith(sql`<= ${amountTo}::numeric`) : sql`null::int`} as within`.execute(em.getKysely());
  const { below = null, within = null } = rows[0] ?? {};
  return [
    ...(below === null ? [] : [sql`rank < ${below}`]),
    ...(amountTo ? [within === null ? sql`false` : sql`rank >= ${within}`] : []),
  ];
}
