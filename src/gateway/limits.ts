import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, GraphQLError, type GraphQLSchema } from 'graphql';
// Its ES module imports graphql's .mjs files: a second copy of graphql beside the one that Node gives everybody else.
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity/cjs';
import type { Context } from '../identity/context.js';

/** What one request may ask for, in fields: a page counts its fields as often as it has rows. */
export const largestComplexity = 20_000;

const pageSize: ComplexityEstimator = ({ args, childComplexity, type, field }) => {
  const isList = /Connection!?$/.test(String(field.type));
  const rows = isList ? Number(args['first'] ?? args['last'] ?? 20) : 1;
  return type.name.startsWith('__') ? 0 : 1 + childComplexity * Math.min(Math.max(rows, 1), 100);
};

export function checkComplexity(
  schema: GraphQLSchema,
  query: DocumentNode,
  variables: Record<string, unknown>,
  operationName?: string,
): void {
  const complexity = measure({ schema, query, variables, operationName, estimators: [pageSize] });
  if (complexity <= largestComplexity) return;
  throw new GraphQLError(
    `This asks for ${complexity} fields; the most is ${largestComplexity}. Ask for fewer rows (\`first\`) or fewer lists within lists.`,
    { extensions: { code: 'COMPLEXITY_EXCEEDED', complexity, limit: largestComplexity, http: { status: 400 } } },
  );
}

/** Variables that do not fit their types are found here first, and are the client's fault. */
function measure(options: Parameters<typeof getComplexity>[0]): number {
  try {
    return getComplexity(options);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new GraphQLError(error.message, {
      nodes: error.nodes,
      originalError: error,
      extensions: { code: 'BAD_USER_INPUT', ...error.extensions, http: { status: 400 } },
    });
  }
}

export const complexityLimit: ApolloServerPlugin<Context> = {
  requestDidStart: async ({ schema }) => ({
    didResolveOperation: async ({ document, request }) =>
      checkComplexity(schema, document, request.variables ?? {}, request.operationName),
  }),
};
