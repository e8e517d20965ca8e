import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';

/** The untrusted request that a client sends over any transport. */
export interface OperationRequest {
  query?: unknown;
  variables?: unknown;
  operationName?: unknown;
  extensions?: unknown;
}

export function wellFormed({ query, variables, operationName, extensions }: OperationRequest) {
  if (query !== undefined && query !== null && typeof query !== 'string') throw badInput('`query` has to be a string');
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
    throw badInput('`operationName` has to be a string');
  }
  return {
    query: query ?? undefined,
    variables: objectOf('variables', variables) ?? {},
    // GraphQL over HTTP: an empty name is the same as none.
    operationName: operationName || undefined,
    extensions: objectOf('extensions', extensions),
  };
}

function objectOf(name: string, value: unknown): Record<string, unknown> | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  throw badInput(`\`${name}\` has to be an object`);
}

export function operationOf(document: DocumentNode, operationName: string | undefined): OperationDefinitionNode {
  const operation = getOperationAST(document, operationName);
  if (operation) return operation;
  throw badInput(
    operationName === undefined
      ? 'The document has no operation, or several: name one with `operationName`'
      : 'The document has no operation with the name in `operationName`',
  );
}

/** A subscription has exactly one root field, whatever its variables say. */
export function requireRootField({ operation, selectionSet }: OperationDefinitionNode): void {
  if (operation !== OperationTypeNode.SUBSCRIPTION) return;
  const conditional = selectionSet.selections.some((selection) => selection.directives?.length);
  if (conditional || selectionSet.selections[0]?.kind !== Kind.FIELD) {
    throw badInput('A subscription selects its root field directly, without @skip or @include');
  }
}

export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
}
