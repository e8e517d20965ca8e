import { type ExecutionResult, GraphQLError } from 'graphql';
import { shownCode } from '../../../http/errors/errors.js';

/** Whether graphql-js refused the operation before running it, which is the client's fault. */
export function isOfClient(error: GraphQLError): boolean {
  return !error.originalError && !error.path && !error.extensions['code'];
}

/** Returns an error in the form in which it is counted. */
export function withCode(error: GraphQLError): { extensions: { code: string } } {
  return { extensions: { code: isOfClient(error) ? 'BAD_USER_INPUT' : shownCode(error) } };
}

/** Returns what an operation throws as an error result of that operation. */
export async function asResult<Result>(work: () => Promise<Result>): Promise<Result | ExecutionResult> {
  try {
    return await work();
  } catch (thrown) {
    return { errors: [asGraphqlError(thrown)] };
  }
}

export function asGraphqlError(thrown: unknown): GraphQLError {
  if (thrown instanceof GraphQLError) return thrown;
  const originalError = thrown instanceof Error ? thrown : new Error(String(thrown));
  return new GraphQLError(originalError.message, { originalError });
}
