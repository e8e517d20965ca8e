import {
  type FieldNode,
  getArgumentValues,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isObjectType,
} from 'graphql';
import { PostgresQueryCompiler, type RawBuilder, sql } from 'kysely';
import type { Context } from '../../access/context.js';
import { NotPlanned, PlannedPage, rowPlan, type RowPlan } from '../../kernel/planned-page.js';
import { fieldsOf, type Fragments, ObjectPlan, type Selected } from './plan-selection.js';

/** One list of the document: its resolver says which rows, and PostgreSQL writes them. */
export class ListPlan {
  readonly #key: string;
  readonly #field: GraphQLField<unknown, unknown>;
  readonly #node: FieldNode;
  readonly #rows: RowPlan;
  readonly #writers: Writer[];
  /** Where the rows are not counted by a statement of their own. */
  readonly isOneStatement: boolean;

  constructor(field: GraphQLField<unknown, unknown>, node: FieldNode, fragments: Fragments) {
    const type = getNamedType(field.type);
    if (!isObjectType(type) || !type.name.endsWith('Connection')) throw new NotPlanned('Not a list');
    const members = fieldsOf(type, node.selectionSet, fragments);
    const rowMembers = members.filter(({ name }) => name === 'nodes' || name === 'edges');
    const [only] = rowMembers;
    if (!only || rowMembers.length > 1) throw new NotPlanned('Rows in no form, or in two');
    this.#key = node.alias?.value ?? node.name.value;
    this.#field = field;
    this.#node = node;
    this.#rows = rowWriter(nodePlan(type, only, fragments));
    this.#writers = members.map((member) => writerOf(type, member, fragments));
    this.isOneStatement = !members.some(({ name }) => name === 'totalCount');
  }

  /** The list by its name, as JSON. */
  async answer(
    variableValues: Record<string, unknown>,
    context: Context,
    beforeReading: RowPlan['beforeReading'],
  ): Promise<string> {
    const field = this.#field;
    const args = getArgumentValues(field, this.#node, variableValues);
    const info = { fieldName: field.name, fieldNodes: [this.#node], returnType: field.type, variableValues };
    const page: unknown = await rowPlan.run({ ...this.#rows, beforeReading }, () =>
      field.resolve?.(undefined, args, context, info as unknown as GraphQLResolveInfo),
    );
    if (!(page instanceof PlannedPage)) throw new NotPlanned('The resolver reads no page');
    const members = await Promise.all(this.#writers.map((write) => write(page)));
    return `${JSON.stringify(this.#key)}:{${members.join(',')}}`;
  }
}

function nodePlan(type: GraphQLObjectType, { name, selections }: Selected, fragments: Fragments): ObjectPlan {
  const item = getNamedType(type.getFields()[name]?.type);
  if (!isObjectType(item)) throw new NotPlanned('Rows of several types');
  if (name === 'nodes') return new ObjectPlan(item, selections, fragments);
  const nodes = fieldsOf(item, selections, fragments).filter((member) => member.name === 'node');
  const node = getNamedType(nodes[0]?.field?.type);
  if (nodes.length !== 1 || !isObjectType(node)) throw new NotPlanned('No node');
  return new ObjectPlan(node, nodes[0]?.selections, fragments);
}

const compiler = new PostgresQueryCompiler();

/** The SQL of a row has no values of the request in it, so its text is made once for the columns of a list. */
function rowWriter(plan: ObjectPlan): RowPlan {
  const texts = new WeakMap<ReadonlySet<string>, RawBuilder<unknown>>();
  return {
    rowAsJson: (columns) => {
      const known = texts.get(columns);
      if (known) return known;
      if ([...plan.needs].some((property) => !columns.has(property))) return undefined;
      const row = plan.asJson((property) => sql.ref(`page.${property}`));
      const { sql: text, parameters } = compiler.compileQuery(row.toOperationNode(), { queryId: 'row' });
      if (parameters.length > 0) throw new NotPlanned('A relation with values of its own');
      const made = sql.raw(text);
      texts.set(columns, made);
      return made;
    },
  };
}

type Writer = (page: PlannedPage) => string | Promise<string>;

/** What is said of the page beside its rows. */
function writerOf(type: GraphQLObjectType, { key, name, field, selections }: Selected, fragments: Fragments): Writer {
  const named = (value: string) => `${JSON.stringify(key)}:${value}`;
  if (name === '__typename') return () => named(JSON.stringify(type.name));
  if (name === 'nodes') return ({ rows }) => named(`[${rows.join(',')}]`);
  if (name === 'totalCount') return async (page) => named(String(await page.totalCount()));
  const inner = getNamedType(field?.type);
  if (!isObjectType(inner)) throw new NotPlanned(`${type.name}.${name}`);
  const members = fieldsOf(inner, selections, fragments);
  if (name === 'edges') return edgesWriter(inner, members, named);
  if (name !== 'pageInfo') throw new NotPlanned(`${type.name}.${name}`);
  return ({ pageInfo }) => {
    const values = { __typename: inner.name, ...pageInfo } as Record<string, unknown>;
    return named(JSON.stringify(Object.fromEntries(members.map((member) => [member.key, values[member.name]]))));
  };
}

function edgesWriter(edge: GraphQLObjectType, members: Selected[], named: (value: string) => string): Writer {
  const values: Record<string, (row: string, cursor: string | undefined) => string> = {
    __typename: () => JSON.stringify(edge.name),
    node: (row) => row,
    cursor: (_, cursor) => JSON.stringify(cursor),
  };
  const parts = members.map(({ key, name }) => {
    const write = values[name];
    if (!write) throw new NotPlanned(`${edge.name}.${name}`);
    return (row: string, cursor: string | undefined) => `${JSON.stringify(key)}:${write(row, cursor)}`;
  });
  const needsCursors = members.some(({ name }) => name === 'cursor');
  return (page) => {
    const cursors = needsCursors ? page.cursors() : [];
    const edges = page.rows.map((row, index) => `{${parts.map((part) => part(row, cursors[index])).join(',')}}`);
    return named(`[${edges.join(',')}]`);
  };
}
