import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
} from 'graphql';

/**
 * Returns the types that only mutations return: payloads and the results of their input rows. A type that a query also
 * returns is an object of the programme, and reading it in a payload needs the read scope.
 */
export function answerTypes(schema: GraphQLSchema): Set<GraphQLObjectType> {
  const readable = reachable(schema, [schema.getQueryType(), schema.getSubscriptionType()]);
  const roots = new Set<unknown>([schema.getMutationType()]);
  const answers = [...reachable(schema, [schema.getMutationType()])].filter(
    (type) => !readable.has(type) && !roots.has(type),
  );
  return new Set(answers);
}

function reachable(schema: GraphQLSchema, roots: (GraphQLObjectType | null | undefined)[]): Set<GraphQLObjectType> {
  const found = new Set<GraphQLObjectType>();
  const visit = (type: GraphQLNamedType) => {
    if (isAbstractType(type)) return schema.getPossibleTypes(type).forEach(visit);
    if (!isObjectType(type) || found.has(type)) return;
    found.add(type);
    for (const field of Object.values(type.getFields())) visit(getNamedType(field.type));
  };
  for (const root of roots) if (root) visit(root);
  return found;
}
