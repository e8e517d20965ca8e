import { AsyncLocalStorage } from 'node:async_hooks';
import { type QueryResult, type RawBuilder, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { BoundedCount } from './bounded-count.js';
import type { Executor, ListStatement } from './list-statement.js';
import type { PageInfo } from './page-info.js';

/** How PostgreSQL writes the rows of a page, for a document that is answered in one statement. */
export interface RowPlan {
  /**
   * Returns the SQL of one row as JSON text, from the columns of the page, whose alias is `page`; undefined if a field
   * needs anything else. `type` is the type of rows that are found by id.
   */
  rowAsJson: (columns: ReadonlySet<string>, type?: string) => RawBuilder<unknown> | undefined;
  /** Whether the plan is for rows that are found by id. */
  byId?: boolean;
  /** Called before the statement of the page is sent. */
  beforeReading?: (() => Promise<void>) | undefined;
}

/** A page whose rows PostgreSQL wrote as JSON. */
export class PlannedPage {
  constructor(
    /** One JSON text for each row. */
    readonly rows: readonly string[],
    readonly cursors: () => string[],
    readonly pageInfo: PageInfo,
    readonly totalCount: () => Promise<number>,
    readonly boundedCount: () => Promise<BoundedCount>,
  ) {}
}

/** A single row that PostgreSQL wrote as JSON. */
export class PlannedRow {
  constructor(readonly text: string) {}
}

/** The plan of the list or object that is being resolved, if its document has one. */
export const rowPlan = new AsyncLocalStorage<RowPlan>();

/** The document has a part that cannot be planned and needs resolvers. */
export class NotPlanned extends Error {}

/** Returns the result of `make`; undefined if it throws `NotPlanned`. */
export function ifPlanned<Plan>(make: () => Plan): Plan | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof NotPlanned) return undefined;
    throw error;
  }
}

/** As `NotPlanned`, but only for this request: another request with the same document may be planned. */
export class NotPlannedNow extends Error {}

const statements = new WeakMap<RowPlan['rowAsJson'], Map<string, string>>();

/** Returns a statement of a plan by name. It is the same for all values, so it is created once. */
export function statementOf({ rowAsJson }: RowPlan, name: string, write: () => string): string {
  const written = statements.get(rowAsJson) ?? new Map<string, string>();
  statements.set(rowAsJson, written);
  let text = written.get(name);
  if (text === undefined) written.set(name, (text = write()));
  return text;
}

const known = new WeakMap<RawBuilder<unknown>, ReadonlySet<string>>();
const knownByText = new LRUCache<string, ReadonlySet<string>>({ max: 1_000 });

/** Returns the column names of a list. PostgreSQL is asked once for each list. */
export async function columnsOfList(em: Executor, { select, from }: ListStatement): Promise<ReadonlySet<string>> {
  const remembered = known.get(select);
  if (remembered) return remembered;
  const none = sql`select ${select} from ${from} limit 0`.compile(em.getKysely());
  let columns = knownByText.get(none.sql);
  if (!columns) {
    const result = (await em.getKysely().executeQuery(none)) as QueryResult<unknown> & {
      fields: { name: string }[];
    };
    columns = new Set(result.fields.map(({ name }) => name));
    knownByText.set(none.sql, columns);
  }
  known.set(select, columns);
  return columns;
}
