import {
  type ConstDirectiveNode,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  printSchema,
  type DefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
} from 'graphql';

interface Annotated {
  extensions: { directives?: ConstDirectiveNode[] };
  args?: readonly (Annotated & { name: string })[];
}

/**
 * Prints the SDL with the access of every type and field and the limits of every value. The printer of graphql leaves
 * applied directives out.
 */
export function printGatewaySchema(schema: GraphQLSchema): string {
  const text = printed.get(schema) ?? printAnnotated(schema);
  printed.set(schema, text);
  return text;
}

/** Cached, because a schema does not change once it is built. */
const printed = new WeakMap<GraphQLSchema, string>();

function printAnnotated(schema: GraphQLSchema): string {
  const document = parse(printSchema(schema));
  return `${print({ ...document, definitions: document.definitions.map((node) => annotated(node, schema)) })}\n`;
}

function annotated(node: DefinitionNode, schema: GraphQLSchema): DefinitionNode {
  if (!('fields' in node)) return node;
  const type = schema.getType(node.name.value);
  if (!type || !('getFields' in type)) return node;
  const fields = type.getFields() as Record<string, Annotated>;
  if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
    return { ...node, fields: node.fields?.map((field) => withDirectives(field, fields[field.name.value])) };
  }
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return node;
  return {
    ...node,
    directives: directivesOf(type as Annotated),
    fields: node.fields?.map((field): FieldDefinitionNode => ({
      ...field,
      arguments: field.arguments?.map((argument) => {
        const declared = fields[field.name.value]?.args?.find(({ name }) => name === argument.name.value);
        return withDirectives(argument, declared);
      }),
      directives: [...(field.directives ?? []), ...directivesOf(fields[field.name.value] as Annotated)],
    })),
  };
}

function withDirectives<Node extends InputValueDefinitionNode>(node: Node, target: Annotated | undefined): Node {
  return target ? { ...node, directives: [...(node.directives ?? []), ...directivesOf(target)] } : node;
}

function directivesOf({ extensions }: Annotated): ConstDirectiveNode[] {
  return extensions.directives ?? [];
}
