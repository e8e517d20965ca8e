import { sql } from 'kysely';
import { Field, Int, ObjectType } from 'type-graphql';
import { conditionOf, executePage, type Executor, type ListStatement, windowStatement } from './list-statement.js';
import type { Order } from './order.js';

/** Maximum count: enough for a client that shows "more than 1,000". */
const most = 1_000;

@ObjectType({
  description: '有限计数: how many rows a filter leaves, counted to 1,000 at most.',
})
export class BoundedCount {
  @Field(() => Int, { description: '数量: how many rows were counted, at most 1,000.' })
  count: number;

  @Field(() => Boolean, { description: 'Whether these are all rows; false where there are more than 1,000.' })
  isExact: boolean;
}

export function boundedCountOf(rows: number): BoundedCount {
  return { count: Math.min(rows, most), isExact: rows <= most };
}

/**
 * Counts the rows of a first page of 1,000 in the order of the list, whose indexes have them next to each other.
 * Without an order the planner might search the whole table for them, except for a search, which has an index of its
 * own.
 */
export async function readBoundedCount(em: Executor, statement: ListStatement, order: Order): Promise<BoundedCount> {
  const { chosen, from, isSearch } = statement;
  if (chosen) return boundedCountOf(await chosen.count());
  const narrow = { ...statement, select: sql`1 as found` };
  const window = { size: most, forward: true, cursor: undefined };
  const firstRows = isSearch
    ? sql`select from ${from} where ${conditionOf(statement)} limit ${sql.lit(most + 1)}`
    : windowStatement(narrow, order, window);
  const query = sql<{ count: number }>`select count(*)::int as count from (${firstRows}) as first_rows`;
  const [row] = await executePage(em, query, order, window, narrow);
  return boundedCountOf(row?.count ?? 0);
}
