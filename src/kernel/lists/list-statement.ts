import { type QueryResult, type RawBuilder, sql } from 'kysely';
import { type Bound, nonEmpty, placeOf } from './bound.js';
import { decodeCursor } from './cursor.js';
import type { Order } from './order.js';

/** The statement of a list, in parts, so that the page and the count come from the same `from` and `where`. */
export interface ListStatement {
  select: RawBuilder<unknown>;
  from: RawBuilder<unknown>;
  where: RawBuilder<unknown>[];
  /** Conditions that bound what orders of the list sort by, which are not in `where`. */
  bounds?: Bound[];
  /**
   * Conditions of which exactly one holds for a row: the rows of each are read in the order of an index of its own and
   * merged, where one condition with `or` would read the table.
   */
  alternatives?: RawBuilder<unknown>[] | undefined;
  /** That one of the alternatives holds for one of `each`, for what counts the rows, where that is said otherwise than with `or`. */
  anyAlternative?: RawBuilder<unknown>;
  /**
   * Rows of a small table, and the condition that a row belongs to one of them: an index that begins with it has the rows
   * of each in order, not those of all.
   */
  each?: { from: RawBuilder<unknown>; condition: RawBuilder<unknown> } | undefined;
  /** Instead of `from`, where a database function finds the rows of a page faster than a walk along the order does. */
  pageFrom?: (place: Place) => RawBuilder<unknown>;
  /** The rows of the page and of the one beyond it by their ids, where it is known without `where` which they are. */
  chosen?: ChosenRows | undefined;
  /** What is enough to count the rows, where `from` joins more than that. */
  countFrom?: RawBuilder<unknown>;
}

export interface ChosenRows {
  keys: string[];
  /** How many rows all pages have. */
  count: () => number;
}

/** Where a page begins (at an end of the list where `keys` are absent), in which direction, and how many rows it needs. */
export interface Place {
  keys: string[] | undefined;
  forward: boolean;
  rows: number;
}

/** Begins a statement whose best plan does not depend on its values: PostgreSQL keeps one plan for each connection. */
export const onePlan = '/* one plan */ ';

/** Begins a statement whose best plan depends on its values, though it may look like rows by their keys. */
export const planEachTime = '/* planned each time */ ';

export interface Executor {
  // oxlint-disable-next-line typescript/no-explicit-any -- kysely's executor is generic over a schema that raw SQL does not use
  getKysely: () => any;
}

/** What a page asks for: so many rows from a cursor on, or back from it. */
export interface Window {
  size: number;
  forward: boolean;
  cursor: string | undefined;
}

/**
 * Runs the statement of a page. Where only the cursor has values, one plan fits them all. A filter is planned for its values
 * each time: one that leaves one row in a thousand wants another index than one that leaves all rows.
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

/** The rows of a page and one more, which shows whether there are more. */
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
  // As part of the text, so that a plan that is kept knows how few rows it is for.
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

/** The condition for all rows of a list, in one: what counts them. */
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
