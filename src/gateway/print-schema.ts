import {
  type ConstDirectiveNode,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  printSchema,
  type DefinitionNode,
  type FieldDefinitionNode,
} from 'graphql';

interface Annotated {
  extensions: { directives?: ConstDirectiveNode[] };
}

/** The SDL with the access of every type and field; graphql's own printer leaves applied directives out. */
export function printGatewaySchema(schema: GraphQLSchema): string {
  const document = parse(printSchema(schema));
  return `${print({ ...document, definitions: document.definitions.map((node) => annotated(node, schema)) })}\n`;
}

function annotated(node: DefinitionNode, schema: GraphQLSchema): DefinitionNode {
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return node;
  const type = schema.getType(node.name.value);
  if (!type || !('getFields' in type)) return node;
  const fields = type.getFields() as Record<string, Annotated>;
  return {
    ...node,
    directives: directivesOf(type as Annotated),
    fields: node.fields?.map((field): FieldDefinitionNode => ({
      ...field,
      directives: [...(field.directives ?? []), ...directivesOf(fields[field.name.value] as Annotated)],
    })),
  };
}

function directivesOf({ extensions }: Annotated): ConstDirectiveNode[] {
  return extensions.directives ?? [];
}
