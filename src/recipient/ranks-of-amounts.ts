import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import type { RecipientConditions } from './recipient-conditions.js';

/**
 * The ranks of a release that a range of amounts leaves: ranks go by amount. Comparing numbers is not leakproof, so under
 * row security the planner reads no statistics of amounts; of ranks it knows how many lines are left.
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
