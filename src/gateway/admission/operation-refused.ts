import type { GraphQLError } from 'graphql';

/** Says why an operation is not executed. No part of it was executed. */
export class OperationRefused extends Error {
  readonly errors: readonly GraphQLError[];
  /** Whether the request is well formed and the fault is in its document or its variables. */
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
