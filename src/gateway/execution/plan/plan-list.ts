import { type FieldNode, getNamedType, type GraphQLField, type GraphQLObjectType, isObjectType } from 'graphql';
import { NotPlanned, PlannedPage } from '../../../kernel/lists/planned-page.js';
import { jsonList, jsonObject } from '../json-text.js';
import { requireWhole } from './leaf-sql.js';
import { RootPlan, rowWriter } from './plan-root.js';
import { fieldsOf, type Fragments, ObjectPlan, type Selected } from './plan-selection.js';

/** The plan of one list of the document. */
export class ListPlan extends RootPlan {
  readonly isOneStatement: boolean;
  readonly #writers: Writer[];

  constructor(field: GraphQLField<unknown, unknown>, node: FieldNode, fragments: Fragments) {
    const type = getNamedType(field.type);
    if (!isObjectType(type) || !type.name.endsWith('Connection')) throw new NotPlanned('Not a list');
    const members = fieldsOf(type, node.selectionSet, fragments);
    const rowMembers = members.filter(({ name }) => name === 'nodes' || name === 'edges');
    const [only] = rowMembers;
    if (!only || rowMembers.length > 1) throw new NotPlanned('Rows in no form, or in two');
    super(field, node, rowWriter(nodePlan(type, only, fragments)));
    this.#writers = members.map((member) => writerOf(type, member, fragments));
    // A separate statement counts the rows.
    this.isOneStatement = !members.some(({ name }) => name === 'totalCount' || name === 'boundedCount');
  }

  protected async write(page: unknown): Promise<string> {
    if (!(page instanceof PlannedPage)) throw new NotPlanned('The resolver reads no page');
    page.rows.forEach(requireWhole);
    return jsonObject(await Promise.all(this.#writers.map((write) => write(page))));
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

type Writer = (page: PlannedPage) => string | Promise<string>;

/** Returns the writer for a field of the page. */
function writerOf(type: GraphQLObjectType, { key, name, field, selections }: Selected, fragments: Fragments): Writer {
  const named = (value: string) => `${JSON.stringify(key)}:${value}`;
  if (name === '__typename') return () => named(JSON.stringify(type.name));
  if (name === 'nodes') return ({ rows }) => named(jsonList(rows));
  if (name === 'totalCount') return async (page) => named(String(await page.totalCount()));
  const inner = getNamedType(field?.type);
  if (!isObjectType(inner)) throw new NotPlanned(`${type.name}.${name}`);
  const members = fieldsOf(inner, selections, fragments);
  if (name === 'edges') return edgesWriter(inner, members, named);
  const writeLeaves = (leaves: object) => {
    const values = { __typename: inner.name, ...leaves } as Record<string, unknown>;
    return named(JSON.stringify(Object.fromEntries(members.map((member) => [member.key, values[member.name]]))));
  };
  if (name === 'boundedCount') return async (page) => writeLeaves(await page.boundedCount());
  if (name !== 'pageInfo') throw new NotPlanned(`${type.name}.${name}`);
  return ({ pageInfo }) => writeLeaves(pageInfo);
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
    const edges = page.rows.map((row, index) => jsonObject(parts.map((part) => part(row, cursors[index]))));
    return named(jsonList(edges));
  };
}
