import { type QueryResult, type RawBuilder, sql } from 'kysely';
import { type Bound, nonEmpty, placeOf } from './bound.js';
import { decodeCursor } from './cursor.js';
import type { Order } from './order.js';

/** The parts of a list's statement, so that the page and the count use the same `from` and `where`. */
export interface ListStatement {
  select: RawBuilder<unknown>;
  from: RawBuilder<unknown>;
  where: RawBuilder<unknown>[];
  /** Conditions on the first sort key of some orders; they are not in `where`. */
  bounds?: Bound[];
  /**
   * Conditions of which exactly one is true for a row. The rows of each are read in the order of its own index and
   * merged; a single condition with `or` would read the whole table.
   */
  alternatives?: RawBuilder<unknown>[] | undefined;
  /** The condition, without `or`, that one of the alternatives is true for one of `each`; used for counting. */
  anyAlternative?: RawBuilder<unknown>;
  /**
   * Rows of a small table, and the condition that a row belongs to one of them. An index that starts with their columns
   * has the rows of each in order, but not all rows.
   */
  each?: { from: RawBuilder<unknown>; condition: RawBuilder<unknown> } | undefined;
  /** Replaces `from` if a database function finds the rows of a page faster than an index scan in order. */
  pageFrom?: (place: Place) => RawBuilder<unknown>;
  /** The ids of the rows of the page and of the next one, if they are known without `where`. */
  chosen?: ChosenRows | undefined;
  /** Whether an index has the rows of the filter together, but in no order of the list, as for a part of a name. */
  isSearch?: boolean;
  /** Replaces `from` for counting, if `from` joins more than the count needs. */
  countFrom?: RawBuilder<unknown>;
}

export interface ChosenRows {
  keys: string[];
  /** Returns the number of rows of all pages. */
  count: () => number | Promise<number>;
}

/**
 * Where a page starts (at an end of the list if `keys` is absent), its direction, and the number of rows that it needs.
 */
export interface Place {
  keys: string[] | undefined;
  forward: boolean;
  rows: number;
}

/** Marks a statement whose best plan does not depend on its values: PostgreSQL keeps one plan per connection. */
export const onePlan = '/* one plan */ ';

/** Marks a statement whose best plan depends on its values, although it looks like a look-up by key. */
export const planEachTime = '/* planned each time */ ';

export interface Executor {
  // oxlint-disable-next-line typescript/no-explicit-any -- kysely's executor is generic over a schema that raw SQL does not use
  getKysely: () => any;
}

/** The requested page: its size, its direction, and the cursor from which it starts. */
export interface Window {
  size: number;
  forward: boolean;
  cursor: string | undefined;
}

/**
 * Runs the statement of a page. If only the cursor has parameters, one plan is kept. With a filter, it is planned for
 * its values each time: a filter that matches one row in a thousand needs another index than one that matches all rows.
 */
export async function executePage<Row>(
  em: Executor,
  query: RawBuilder<Row>,
  { keys }: Order,
  { cursor }: Window,
  { chosen }: Pick<ListStatement, 'chosen'>,
): Promise<Row[]> {
  const compiled = query.compile(em.getKysely());
  const valuesOfCursor = cursor === undefined ? 0 : keys.length;
  const filtered = !chosen && compiled.parameters.length > valuesOfCursor;
  const executed = { ...compiled, sql: (filtered ? planEachTime : onePlan) + compiled.sql };
  const { rows } = (await em.getKysely().executeQuery(executed)) as QueryResult<Row>;
  return rows;
}

/** Returns the statement for the rows of a page and one more row, which shows whether there are more. */
export function windowStatement(statement: ListStatement, order: Order, window: Window): RawBuilder<unknown> {
  const { select, bounds = [], alternatives = [], each, chosen } = statement;
  const where = chosen ? [sql`id = any(${chosen.keys}::uuid[])`] : statement.where;
  const direction = sql.raw(Boolean(order.descending) === window.forward ? 'desc' : 'asc');
  const place = window.cursor === undefined ? undefined : decodeCursor(order, window.cursor);
  const within = placeOf(order, bounds, place, window.forward);
  const rows = window.size + 1;
  const from = statement.pageFrom?.({ keys: place, forward: window.forward, rows }) ?? statement.from;
  const keys = order.keys.map((key) => key.sql);
  const texts = sql.join(keys.map((key) => sql`(${key})::text`));
  // A literal, so that a kept plan knows how few rows it returns.
  const limit = sql`limit ${sql.lit(rows)}`;
  const orderBy = (columns: RawBuilder<unknown>[]) =>
    sql`order by ${sql.join(columns.map((column) => sql`${column} ${direction}`))} ${limit}`;
  const rowsOf = (conditions: RawBuilder<unknown>[], columns = sql``) => sql`
    select ${select}, array[${texts}] as "cursorKeys" ${columns} from ${from}
    where ${allOf([...where, ...conditions, ...within])} ${orderBy(keys)}`;
  if (alternatives.length < 2 && !each) return rowsOf(alternatives);
  const names = keys.map((_, index) => sql.ref(`key${index}`));
  const named = sql.join(
    keys.map((key, index) => sql`, ${key} as ${names[index]}`),
    sql``,
  );
  const ofEach = each ? [each.condition] : [];
  const parts = alternatives.length === 0 ? [ofEach] : alternatives.map((condition) => [...ofEach, condition]);
  const branches = parts.map((conditions) => sql`(${rowsOf(conditions, named)})`);
  const merged = sql`select * from (${sql.join(branches, sql` union all `)}) as merged ${orderBy(names)}`;
  return each
    ? sql`select of_each.* from ${each.from} cross join lateral (${merged}) as of_each ${orderBy(names)}`
    : merged;
}

export function allOf(conditions: RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** Returns the condition for all rows of a list as one expression, for counting. */
export function conditionOf({
  where,
  bounds = [],
  alternatives = [],
  anyAlternative,
}: ListStatement): RawBuilder<unknown> {
  const all = [...where, ...nonEmpty(bounds), ...bounds.map(({ condition }) => condition)];
  const any = anyAlternative ?? (alternatives.length > 0 ? sql`(${sql.join(alternatives, sql` or `)})` : sql`true`);
  return allOf([...all, any]);
}
