import type { GraphQLError } from 'graphql';

/** Why an operation is not executed; nothing of it was. */
export class OperationRefused extends Error {
  readonly errors: readonly GraphQLError[];
  /** Whether the request itself is in order, and only its document or its variables are wrong. */
  readonly ofDocument: boolean;

  constructor(errors: readonly GraphQLError[], { ofDocument = false } = {}) {
    super(errors[0]?.message);
    this.errors = errors;
    this.ofDocument = ofDocument;
  }

  get isRateLimited(): boolean {
    return this.errors[0]?.extensions['code'] === 'RATE_LIMITED';
  }
}
