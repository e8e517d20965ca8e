import { GraphQLError } from 'graphql';

/**
 * The request cannot be served now, and none of it was executed, so it may be retried. Answered as 503 with
 * `Retry-After`.
 */
export class Unavailable extends GraphQLError {
  /** Seconds after which the client may retry. */
  readonly retryAfter: number;

  constructor(message: string, retryAfter: number, cause?: unknown) {
    super(message, { extensions: { code: 'UNAVAILABLE', retryAfter, http: { status: 503 } } });
    this.retryAfter = retryAfter;
    this.cause = cause;
  }
}
