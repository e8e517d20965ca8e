import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getOperationAST,
  type GraphQLSchema,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** The name of the cursor variable; a client's document cannot use it. */
export const cursorVariable = 'export_after';

export interface ExportDocument {
  /** The document that reads one page. */
  document: DocumentNode;
  /** The name of the list in the answer. */
  key: string;
  /** The columns of a table. */
  columns: Column[];
}

/** A column: one value of each row. */
export interface Column {
  /** The path to the value in a row. */
  path: string[];
  /** The scalar in the schema; JSON for lists, String for enums. */
  scalar: string;
}

/** The document cannot be exported; the message has the reason. */
export class UnfitDocument extends Error {}

const pageInfo = (parse('{ pageInfo { hasNextPage endCursor } }').definitions[0] as OperationDefinitionNode)
  .selectionSet.selections[0] as FieldNode;
const firstPage = parse(`query ($${cursorVariable}: String) { list(first: 100, after: $${cursorVariable}) }`)
  .definitions[0] as OperationDefinitionNode;
const places = new Set(['first', 'last', 'after', 'before']);

/** Converts a client's document to one that reads a page of its list: the same selection, with a cursor. */
export function exportDocument(schema: GraphQLSchema, sent: DocumentNode): ExportDocument {
  const operation = getOperationAST(sent);
  if (operation?.operation !== 'query') throw new UnfitDocument('it has one operation, a query');
  const [list, ...others] = operation.selectionSet.selections;
  if (list?.kind !== Kind.FIELD || others.length > 0) throw new UnfitDocument('it asks for one field');
  if (list.directives?.length) throw new UnfitDocument('its list has no directives');
  const type = getNamedType(schema.getQueryType()?.getFields()[list.name.value]?.type);
  const rows = isObjectType(type) ? getNamedType(type.getFields()['nodes']?.type) : undefined;
  if (!isObjectType(type) || !type.name.endsWith('Connection') || !isObjectType(rows)) {
    throw new UnfitDocument(`\`${list.name.value}\` is no list`);
  }
  const [nodes, ...besides] = list.selectionSet?.selections ?? [];
  if (nodes?.kind !== Kind.FIELD || nodes.name.value !== 'nodes' || nodes.alias || besides.length > 0) {
    throw new UnfitDocument('of the list it asks for `nodes` alone');
  }
  const [page] = firstPage.selectionSet.selections as FieldNode[];
  const reading: FieldNode = {
    ...list,
    arguments: [...(list.arguments ?? []).filter(({ name }) => !places.has(name.value)), ...(page?.arguments ?? [])],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [nodes, pageInfo] },
  };
  const query: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: [...(operation.variableDefinitions ?? []), ...(firstPage.variableDefinitions ?? [])],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [reading] },
  };
  const fragments = sent.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return {
    document: { kind: Kind.DOCUMENT, definitions: [query, ...fragments] },
    key: list.alias?.value ?? list.name.value,
    columns: columnsOf(schema, rows.name, nodes.selectionSet, fragments),
  };
}

/** Returns the columns of a selection by path. A list is a single value. */
function columnsOf(
  schema: GraphQLSchema,
  typeName: string,
  selected: SelectionSetNode | undefined,
  fragments: FragmentDefinitionNode[],
): Column[] {
  const found = (selected?.selections ?? []).flatMap((selection) => columnsIn(schema, typeName, selection, fragments));
  const named = new Map(found.map((column) => [column.path.join('.'), column]));
  return [...named.values()];
}

function columnsIn(
  schema: GraphQLSchema,
  typeName: string,
  selection: SelectionNode,
  fragments: FragmentDefinitionNode[],
): Column[] {
  if (selection.kind !== Kind.FIELD) {
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? fragments.find(({ name }) => name.value === selection.name.value)
        : selection;
    return columnsOf(schema, fragment?.typeCondition?.name.value ?? typeName, fragment?.selectionSet, fragments);
  }
  const key = selection.alias?.value ?? selection.name.value;
  const type = schema.getType(typeName);
  const field = type && 'getFields' in type ? type.getFields()[selection.name.value] : undefined;
  const value = field && (isNonNullType(field.type) ? field.type.ofType : field.type);
  const named = getNamedType(field?.type);
  if (!named || isListType(value)) return [{ path: [key], scalar: named ? 'JSON' : 'String' }];
  if (isLeafType(named)) return [{ path: [key], scalar: isScalarType(named) ? named.name : 'String' }];
  const below = columnsOf(schema, named.name, selection.selectionSet, fragments);
  return below.map(({ path, scalar }) => ({ path: [key, ...path], scalar }));
}
