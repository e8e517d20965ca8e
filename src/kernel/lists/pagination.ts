import { sql } from 'kysely';
import { BoundedCount, readBoundedCount } from './bounded-count.js';
import { badInput, encodeCursor } from './cursor.js';
import {
  conditionOf,
  executePage,
  type Executor,
  type ListStatement,
  planEachTime,
  type Window,
  windowStatement,
} from './list-statement.js';
import { rowsAs } from '../node.js';
import type { Order } from './order.js';
import { PageInfo } from './page-info.js';
import { readSums, type StatusSum, type SumsOf } from './status-sums.js';
import { columnsOfList, NotPlanned, PlannedPage, rowPlan, type RowPlan } from './planned-page.js';
import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';

const defaultPageSize = 20;
const largestPage = 100;

@ArgsType()
export class PageArguments {
  @Field(() => Int, { nullable: true, description: 'How many from the start, 1 to 100. Default 20.' })
  first?: number;

  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor of the same order.' })
  after?: string;

  @Field(() => Int, { nullable: true, description: 'How many from the end, 1 to 100.' })
  last?: number;

  @Field(() => String, { nullable: true, description: 'Only what comes before this cursor of the same order.' })
  before?: string;
}

export interface Edge<Row> {
  node: Row;
  cursor: string;
}

export interface Connection<Row> {
  edges: Edge<Row>[];
  nodes: Row[];
  pageInfo: PageInfo;
  totalCount: () => Promise<number>;
  boundedCount: () => Promise<BoundedCount>;
  /** Returns counts and amounts by state, if the list declares them (`withSums`). */
  sums: (declared: SumsOf) => Promise<StatusSum[]>;
}

export type ConnectionClass<Row extends object> = ClassType<Connection<Row>> & { node: ClassType<Row> };

/** Creates the Relay connection of a type: `edges`, `nodes`, `pageInfo`, and counts that cost only when selected. */
export function connectionOf<Row extends object>(node: ClassType<Row>, name = node.name): ConnectionClass<Row> {
  @ObjectType(`${name}Edge`, { description: `One ${name} in a list, with its cursor.` })
  class EdgeType {
    @Field(() => node, { description: 'The row itself.' })
    node: Row;

    @Field(() => String, { description: 'Opaque place in this order; give it to `after` or `before`.' })
    cursor: string;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class ConnectionType {
    static readonly node = node;

    @Field(() => [EdgeType], { description: 'The rows with their cursors.' })
    edges: EdgeType[];

    @Field(() => [node], { description: 'The rows alone.' })
    nodes: Row[];

    @Field(() => PageInfo, { description: 'The position of this page in the list.' })
    pageInfo: PageInfo;

    totalCount: () => Promise<number>;
    boundedCount: () => Promise<BoundedCount>;
    sums: (declared: SumsOf) => Promise<StatusSum[]>;

    @Field(() => Int, {
      name: 'totalCount',
      description:
        'How many rows the filter leaves, of those that you may see. Exact, and counted only when asked for; its time grows with the rows: `boundedCount` is always fast.',
    })
    count(): Promise<number> {
      return this.totalCount();
    }

    @Field(() => BoundedCount, {
      name: 'boundedCount',
      description:
        'How many rows the filter leaves, of those that you may see, counted to 1,000 at most: fast, whatever the size of the list. Counted only when asked for.',
    })
    countToBound(): Promise<BoundedCount> {
      return this.boundedCount();
    }
  }
  return ConnectionType as unknown as ConnectionClass<Row>;
}

/** Reads one page by keyset: as fast on the last page as on the first, and stable while rows are added. */
export async function readPage<Row extends object>(
  em: Executor,
  connection: ConnectionClass<Row>,
  statement: ListStatement,
  order: Order,
  page: PageArguments,
): Promise<Connection<Row>> {
  const window = windowOf(page);
  const plan = rowPlan.getStore();
  // The code that set a plan reads the planned page; resolvers pass it on unchanged.
  if (plan) return (await readPlanned(em, statement, order, window, plan)) as unknown as Connection<Row>;
  const { shown, more } = shownOf(await readWindow<Row>(em, statement, order, window), window);
  rowsAs(
    connection.node,
    shown.map(({ node }) => node),
  );
  const edges = shown.map(({ node, keys }) => ({ node, cursor: encodeCursor(order, keys) }));
  return Object.assign(new connection(), {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: pageInfoOf(window, more, edges.at(0)?.cursor, edges.at(-1)?.cursor),
    totalCount: () => countRows(em, statement),
    boundedCount: () => readBoundedCount(em, statement, order),
    sums: (declared: SumsOf) => readSums(em, statement, declared),
  });
}

/** As `readPage`, but returns each row as JSON text. */
async function readPlanned(
  em: Executor,
  statement: ListStatement,
  order: Order,
  window: Window,
  plan: RowPlan,
): Promise<PlannedPage> {
  const row = plan.rowAsJson(await columnsOfList(em, statement));
  if (!row) throw new NotPlanned('A field is no column of the page');
  const query = sql<{ keys: string; row: string }>`
    select to_json(page."cursorKeys")::text as keys, (${row})::text as row
    from (${windowStatement(statement, order, window)}) as page`;
  await plan.beforeReading?.();
  const rows = await executePage(em, query, order, window, statement);
  const { shown, more } = shownOf(rows, window);
  const cursorAt = (index: number) => {
    const found = shown.at(index);
    return found && encodeCursor(order, JSON.parse(found.keys) as string[]);
  };
  return new PlannedPage(
    shown.map((found) => found.row),
    () => shown.map((_, index) => cursorAt(index) as string),
    pageInfoOf(window, more, cursorAt(0), cursorAt(-1)),
    () => countRows(em, statement),
    () => readBoundedCount(em, statement, order),
  );
}

/** Returns the rows of the page in the order of the list, and whether there are more. */
function shownOf<Row>(rows: Row[], { size, forward }: Window): { shown: Row[]; more: boolean } {
  const shown = rows.slice(0, size);
  return { shown: forward ? shown : shown.toReversed(), more: rows.length > size };
}

function pageInfoOf(
  { forward, cursor }: Window,
  more: boolean,
  start: string | undefined,
  end: string | undefined,
): PageInfo {
  return {
    hasNextPage: forward ? more : cursor !== undefined,
    hasPreviousPage: forward ? cursor !== undefined : more,
    startCursor: start ?? null,
    endCursor: end ?? null,
  };
}

/** Returns the window of a client's page arguments; refuses those that contradict each other. */
export function windowOf(page: PageArguments): Window {
  if (page.first != null && page.last != null) throw badInput('Give `first` or `last`, not both');
  if (page.after != null && page.before != null) throw badInput('Give `after` or `before`, not both');
  const forward = page.last == null;
  const size = page.first ?? page.last ?? defaultPageSize;
  if (size < 1 || size > largestPage) {
    throw badInput(`\`${forward ? 'first' : 'last'}\` is from 1 to ${largestPage}; found ${size}`);
  }
  if (forward && page.before != null) throw badInput('`before` goes with `last`');
  if (!forward && page.after != null) throw badInput('`after` goes with `first`');
  return { size, forward, cursor: (forward ? page.after : page.before) ?? undefined };
}

async function readWindow<Row>(em: Executor, statement: ListStatement, order: Order, window: Window) {
  const query = sql<Row & { cursorKeys: string[] }>`${windowStatement(statement, order, window)}`;
  const rows = await executePage(em, query, order, window, statement);
  return rows.map(({ cursorKeys, ...node }) => ({ node: node as Row, keys: cursorKeys }));
}

async function countRows(em: Executor, statement: ListStatement): Promise<number> {
  const { from, countFrom = from, chosen } = statement;
  if (chosen) return chosen.count();
  const query = sql<{ count: string }>`${sql.raw(planEachTime)}
    select count(*) as count from ${countFrom} where ${conditionOf(statement)}`;
  const { rows } = await query.execute(em.getKysely());
  return Number(rows[0]?.count ?? 0);
}
