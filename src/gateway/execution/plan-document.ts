import {
  type DocumentNode,
  getArgumentValues,
  getNamedType,
  getOperationAST,
  getVariableValues,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { PostgresQueryCompiler, type RawBuilder, sql } from 'kysely';
import type { Context } from '../../access/context.js';
import { NotPlanned, PlannedPage, rowPlan, type RowPlan } from '../../kernel/planned-page.js';
import { missingValue } from './leaf-sql.js';
import { fieldsOf, type Fragments, ObjectPlan, type Selected } from './plan-selection.js';

/** One list of the document. */
interface ListPlan {
  key: string;
  field: GraphQLField<unknown, unknown>;
  node: SelectionNode & { kind: Kind.FIELD };
  rows: RowPlan;
  write: (page: PlannedPage) => Promise<string>;
  /** Whether the rows are counted by a statement of their own. */
  counts: boolean;
}

/**
 * A document that asks for lists only, each of which PostgreSQL answers in one statement, with all the relations of its
 * rows: it writes their JSON, which is sent on as it is.
 */
export class DocumentPlan {
  readonly #schema: GraphQLSchema;
  readonly #operation: OperationDefinitionNode;
  readonly #fragments: Fragments;
  readonly #lists: ListPlan[];

  /** Undefined for a document that resolvers have to answer. */
  static of(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined) {
    try {
      return new DocumentPlan(schema, document, operationName);
    } catch (error) {
      if (error instanceof NotPlanned) return undefined;
      throw error;
    }
  }

  private constructor(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined) {
    this.#schema = schema;
    this.#operation = getOperationAST(document, operationName) as OperationDefinitionNode;
    this.#fragments = Object.fromEntries(
      document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
    );
    this.#lists = this.#operation.selectionSet.selections.map((selection) => this.#listOf(selection));
  }

  #listOf(selection: SelectionNode): ListPlan {
    if (selection.kind !== Kind.FIELD || selection.directives?.length) throw new NotPlanned('Not a plain field');
    const key = selection.alias?.value ?? selection.name.value;
    const field = this.#schema.getQueryType()?.getFields()[selection.name.value];
    const connection = field && getNamedType(field.type);
    if (!field || !isObjectType(connection) || !connection.name.endsWith('Connection'))
      throw new NotPlanned('Not a list');
    return { key, field, node: selection, ...planConnection(connection, selection, this.#fragments) };
  }

  /** The text of `data`; undefined where resolvers have to answer after all. */
  async answer(variables: Record<string, unknown>, context: Context): Promise<string | undefined> {
    const { coerced } = getVariableValues(this.#schema, this.#operation.variableDefinitions ?? [], variables);
    if (!coerced) return undefined;
    const parts = await Promise.all(this.#lists.map((list) => this.#answerList(list, coerced, context)));
    const text = `{${parts.join(',')}}`;
    return text.includes(missingValue) ? undefined : text;
  }

  async #answerList(list: ListPlan, variableValues: Record<string, unknown>, context: Context): Promise<string> {
    const { key, field, node, rows, write, counts } = list;
    const beforeReading = this.#lists.length > 1 || counts ? undefined : () => context.db.endAfterNext();
    const args = getArgumentValues(field, node, variableValues);
    const info = { fieldName: field.name, fieldNodes: [node], returnType: field.type, variableValues };
    const page: unknown = await rowPlan.run({ ...rows, beforeReading }, () =>
      field.resolve?.(undefined, args, context, info as unknown as GraphQLResolveInfo),
    );
    if (!(page instanceof PlannedPage)) throw new NotPlanned('The resolver reads no page');
    return `${JSON.stringify(key)}:${await write(page)}`;
  }
}

function planConnection(
  type: GraphQLObjectType,
  selection: SelectionNode & { kind: Kind.FIELD },
  fragments: Fragments,
) {
  const members = fieldsOf(type, selection.selectionSet, fragments);
  const rowMembers = members.filter(({ name }) => name === 'nodes' || name === 'edges');
  const [only] = rowMembers;
  if (!only || rowMembers.length > 1) throw new NotPlanned('Rows in no form, or in two');
  const plan = nodePlan(type, only, fragments);
  const writers = members.map((member) => writerOf(type, member, fragments));
  const write = async (page: PlannedPage) => `{${(await Promise.all(writers.map((one) => one(page)))).join(',')}}`;
  return { rows: rowWriter(plan), write, counts: members.some(({ name }) => name === 'totalCount') };
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
