import { getVariableValues, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { OperationRefused } from './operation-refused.js';
import { shortenMessage } from './shorten-message.js';

/** Coercion stops after this many errors: a list of 100,000 wrong values would have 100,000 errors. */
const mostErrors = 10;
const badInput = { code: 'BAD_USER_INPUT', http: { status: 400 } };

/**
 * Returns the variables of an operation, coerced to their types. Throws OperationRefused if a value does not fit its
 * type.
 */
export function variableValues(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Record<string, unknown>,
): Record<string, unknown> {
  const { coerced, errors } = getVariableValues(schema, variableDefinitions, variables, { maxErrors: mostErrors });
  if (coerced) return coerced;
  throw new OperationRefused(
    errors.map(({ message }) => new GraphQLError(shortenMessage(message), { extensions: badInput })),
    { ofDocument: true },
  );
}
