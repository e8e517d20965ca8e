import { GraphQLError } from 'graphql';

/**
 * The request cannot be served now, and nothing of it was done: the same request may succeed later. Answered as 503
 * with `Retry-After`.
 */
export class Unavailable extends GraphQLError {
  /** Seconds after which the client may try again. */
  readonly retryAfter: number;

  constructor(message: string, retryAfter: number, cause?: unknown) {
    super(message, { extensions: { code: 'UNAVAILABLE', retryAfter, http: { status: 503 } } });
    this.retryAfter = retryAfter;
    this.cause = cause;
  }
}
