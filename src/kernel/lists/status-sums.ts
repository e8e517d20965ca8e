import { type RawBuilder, sql } from 'kysely';
import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { MoneyScalar } from '../values/money.js';
import { conditionOf, type Executor, type ListStatement, planEachTime } from './list-statement.js';

/** One row of the sums: the state, its number of rows, and each amount. */
export type StatusSum = Record<string, unknown>;

/** What is summed in a list: the column of the state, and its enum. */
export interface SumsOf {
  column: string;
  enumeration: object;
  /** The roles that may read the sums: those that may read the rows. */
  access: ClassDecorator;
  /** Amounts by field: the column, and the official term. */
  amounts?: Record<string, { column: string; description: string }>;
}

/** A list that reads its sums from the same `from` and `where` as its rows. */
interface Summed {
  sums: (declared: SumsOf) => Promise<StatusSum[]>;
}

/**
 * Adds `sums` to the connection of a list: counts and amounts by state of all rows that match the filter and that the
 * viewer may see. They use the statement of the list, so they cannot reveal more or count differently.
 */
export function withSums<Connection extends ClassType & { node: ClassType }>(
  connection: Connection,
  declared: SumsOf,
): Connection {
  const Sum = sumType(connection.node.name, declared);
  const name = 'sumsByStatus';
  const sumsByStatus = function sumsByStatus(this: Summed): Promise<StatusSum[]> {
    return this.sums(declared);
  };
  Object.defineProperty(connection.prototype, name, { value: sumsByStatus, configurable: true });
  Field(() => [Sum], {
    description:
      '分状态合计: counts and amounts by state of all rows that the filter leaves, of those that you may see; not of this page alone. Exact; read only when asked for.',
  })(connection.prototype as object, name, { value: sumsByStatus });
  return connection;
}

function sumType(list: string, { enumeration, access, amounts = {} }: SumsOf): ClassType {
  class SumType {}
  const add = (name: string, type: () => unknown, description: string) =>
    Field(type as () => typeof Int, { description })(SumType.prototype, name);
  add('status', () => enumeration, '状态: the state that these rows are in.');
  add('count', () => Int, '数量: how many rows are in this state.');
  for (const [name, { description }] of Object.entries(amounts)) add(name, () => MoneyScalar, description);
  ObjectType(`${list}Sum`, { description: `合计: rows of a list of ${list} in one state.` })(SumType);
  access(SumType);
  return SumType;
}

/** Reads the sums in one grouped statement; an index that includes the amounts is sufficient. */
export async function readSums(
  em: Executor,
  statement: ListStatement,
  { column, amounts = {} }: SumsOf,
): Promise<StatusSum[]> {
  const { from, countFrom = from } = statement;
  const sums = Object.entries(amounts).map(
    ([name, amount]): RawBuilder<unknown> => sql`, sum(${sql.ref(amount.column)})::text as ${sql.ref(name)}`,
  );
  const query = sql<StatusSum>`${sql.raw(planEachTime)}
    select ${sql.ref(column)} as status, count(*)::int as count ${sql.join(sums, sql``)}
    from ${countFrom} where ${conditionOf(statement)} group by 1 order by 1`;
  const { rows } = await query.execute(em.getKysely());
  return rows;
}
