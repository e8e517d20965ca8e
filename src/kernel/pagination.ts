import { GraphQLError } from 'graphql';
import { type RawBuilder, sql } from 'kysely';
import { rowsAs } from './node.js';
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

@ObjectType({ description: 'The position of a page in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after `endCursor`.' })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether there is more before `startCursor`.' })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first row of the page; null for an empty page.' })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last row of the page; null for an empty page.' })
  endCursor: string | null;
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
}

export type ConnectionClass<Row extends object> = ClassType<Connection<Row>> & { node: ClassType<Row> };

/** The Relay connection of a type: `edges`, `nodes`, `pageInfo`, and a `totalCount` that costs only when asked for. */
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

    @Field(() => Int, {
      name: 'totalCount',
      description: 'How many rows the filter leaves, of those that you may see. Counted only when asked for.',
    })
    count(): Promise<number> {
      return this.totalCount();
    }
  }
  return ConnectionType as unknown as ConnectionClass<Row>;
}

/** One column of an order; its SQL never yields null, or rows would be lost between pages. */
export interface SortKey {
  sql: RawBuilder<unknown>;
  /** How the cursor's text is read back by PostgreSQL. */
  type: 'text' | 'uuid' | 'numeric' | 'bigint' | 'timestamptz' | 'date' | 'integer';
}

export interface Order {
  /** The name of the order: a cursor of another one is refused. */
  name: string;
  /** All keys run in one direction: so a cursor is one comparison of rows, which an index on the keys serves. */
  descending?: boolean;
  /** The last key is unique. */
  keys: SortKey[];
}

/** The statement of a list, in parts, so that the page and the count come from the same `from` and `where`. */
export interface ListStatement {
  select: RawBuilder<unknown>;
  from: RawBuilder<unknown>;
  where: RawBuilder<unknown>[];
  /**
   * Conditions of which exactly one holds for a row: the rows of each are read in the order of an index of its own and
   * merged, where one condition with `or` would read the table.
   */
  alternatives?: RawBuilder<unknown>[] | undefined;
  /** What is enough to count the rows, where `from` joins more than that. */
  countFrom?: RawBuilder<unknown>;
}

interface Executor {
  // oxlint-disable-next-line typescript/no-explicit-any -- kysely's executor is generic over a schema that raw SQL does not use
  getKysely: () => any;
}

interface Window {
  size: number;
  forward: boolean;
  cursor: string | undefined;
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
  const rows = await readWindow<Row>(em, statement, order, window);
  const more = rows.length > window.size;
  const shown = rows.slice(0, window.size);
  if (!window.forward) shown.reverse();
  rowsAs(
    connection.node,
    shown.map(({ node }) => node),
  );
  const edges = shown.map(({ node, keys }) => ({ node, cursor: encodeCursor(order, keys) }));
  return Object.assign(new connection(), {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: window.forward ? more : window.cursor !== undefined,
      hasPreviousPage: window.forward ? window.cursor !== undefined : more,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: () => countRows(em, statement),
  });
}

function windowOf(page: PageArguments): Window {
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
  const { rows } = await query.execute(em.getKysely());
  return rows.map(({ cursorKeys, ...node }) => ({ node: node as Row, keys: cursorKeys }));
}

function windowStatement(statement: ListStatement, order: Order, window: Window): RawBuilder<unknown> {
  const { select, from, where, alternatives = [] } = statement;
  const direction = sql.raw(Boolean(order.descending) === window.forward ? 'desc' : 'asc');
  const bounds = window.cursor === undefined ? [] : [beyond(order, decodeCursor(order, window.cursor), window.forward)];
  const keys = order.keys.map((key) => key.sql);
  const texts = sql.join(keys.map((key) => sql`(${key})::text`));
  const limit = sql`limit ${window.size + 1}`;
  const orderBy = (columns: RawBuilder<unknown>[]) =>
    sql`order by ${sql.join(columns.map((column) => sql`${column} ${direction}`))} ${limit}`;
  const rowsOf = (conditions: RawBuilder<unknown>[], columns = sql``) => sql`
    select ${select}, array[${texts}] as "cursorKeys" ${columns} from ${from}
    where ${allOf([...where, ...conditions, ...bounds])} ${orderBy(keys)}`;
  if (alternatives.length < 2) return rowsOf(alternatives);
  const names = keys.map((_, index) => sql.ref(`key${index}`));
  const named = sql.join(
    keys.map((key, index) => sql`, ${key} as ${names[index]}`),
    sql``,
  );
  const branches = alternatives.map((condition) => sql`(${rowsOf([condition], named)})`);
  return sql`select * from (${sql.join(branches, sql` union all `)}) as merged ${orderBy(names)}`;
}

async function countRows(em: Executor, statement: ListStatement): Promise<number> {
  const { from, countFrom = from, where, alternatives = [] } = statement;
  const either = alternatives.length > 0 ? [sql`(${sql.join(alternatives, sql` or `)})`] : [];
  const query = sql<{
    count: string;
  }>`select count(*) as count from ${countFrom} where ${allOf([...where, ...either])}`;
  const { rows } = await query.execute(em.getKysely());
  return Number(rows[0]?.count ?? 0);
}

export function allOf(conditions: RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** What comes after (or before) the row of a cursor. */
function beyond({ keys, descending = false }: Order, values: string[], forward: boolean): RawBuilder<unknown> {
  const columns = sql.join(keys.map((key) => key.sql));
  const places = sql.join(keys.map(({ type }, index) => sql`${values[index]}::${sql.raw(type)}`));
  const operator = sql.raw(descending === forward ? '<' : '>');
  return keys.length === 1 ? sql`${columns} ${operator} ${places}` : sql`(${columns}) ${operator} (${places})`;
}

function encodeCursor(order: Order, keys: string[]): string {
  return Buffer.from(JSON.stringify([order.name, ...keys])).toString('base64url');
}

function decodeCursor(order: Order, cursor: string): string[] {
  const [name, ...values] = parseCursor(cursor);
  if (name !== order.name) throw badInput(`This cursor belongs to the order ${name}, not to ${order.name}`);
  if (values.length !== order.keys.length) throw badInput('This cursor is not one of ours');
  values.forEach((value, index) => checkCursorValue(value, (order.keys[index] as SortKey).type));
  return values;
}

const cursorValue: Record<SortKey['type'], RegExp> = {
  text: /^[^\0]*$/s,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  numeric: /^-?\d{1,20}(\.\d{1,20})?$/,
  bigint: /^-?\d{1,18}$/,
  integer: /^-?\d{1,9}$/,
  timestamptz: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}(:?\d{2})?$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
};

function checkCursorValue(value: string, type: SortKey['type']): void {
  if (!cursorValue[type].test(value)) throw badInput('This cursor is not one of ours');
}

function parseCursor(cursor: string): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parts) && parts.every((part) => typeof part === 'string')) return parts;
  } catch {
    // Falls through to the refusal below: whatever it is, we did not write it.
  }
  throw badInput('This cursor is not one of ours');
}

export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
