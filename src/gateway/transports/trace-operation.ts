import type { OperationDefinitionNode } from 'graphql';
import { traced } from '../../kernel/tracing.js';

/** Executes an operation in a tracing span with its kind and name, but without its variables. */
export function tracedOperation<T>(
  operation: OperationDefinitionNode | null | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const kind = operation?.operation ?? 'operation';
  const name = operation?.name?.value;
  const attributes = { 'graphql.operation.type': kind, 'graphql.operation.name': name };
  return traced(name === undefined ? kind : `${kind} ${name}`, attributes, work);
}
