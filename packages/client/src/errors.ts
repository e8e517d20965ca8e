import type { UserErrorCode, KitFactsFragment } from './generated/graphql.js';

/** `extensions.code` of an answer that failed as a whole; `NETWORK` where none came. Codes may be added. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'COMPLEXITY_EXCEEDED'
  | 'RATE_LIMITED'
  | 'CURSOR_EXPIRED'
  | 'NOT_FOUND'
  | 'PAYLOAD_TOO_LARGE'
  | 'UNAVAILABLE'
  | 'STREAM_INTERRUPTED'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'INTERNAL'
  | 'NETWORK'
  | (string & {});

export interface ErrorDetails {
  /** Seconds after which the same request may be sent again. */
  retryAfter?: number;
  /** Report it to the operator of the gateway. */
  requestId?: string;
  /** The cursor from which an interrupted subscription continues. */
  after?: string;
}

/** A request that failed as a whole; nothing of it was done. */
export class GatewayError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = 'GatewayError';
    this.code = code;
    this.details = details;
  }

  /** Whether the same request can succeed later. */
  get passing(): boolean {
    return ['NETWORK', 'UNAVAILABLE', 'RATE_LIMITED', 'STREAM_INTERRUPTED'].includes(this.code);
  }
}

/** What a mutation refused: the payload’s `userErrors`. */
export interface UserError {
  code: UserErrorCode;
  path?: readonly string[] | null;
  message: string;
  /** The facts of the case; those that the code lacks are null. */
  details?: Partial<KitFactsFragment> | null;
}

/** Thrown by `accepted` for a payload with `userErrors`. */
export class RefusedError extends Error {
  readonly userErrors: readonly UserError[];

  constructor(userErrors: readonly UserError[]) {
    super(userErrors.map(({ message }) => message).join('\n'));
    this.name = 'RefusedError';
    this.userErrors = userErrors;
  }

  has(code: UserErrorCode): boolean {
    return this.userErrors.some((error) => error.code === code);
  }
}

/** The payload of a mutation that was done; throws what was refused. */
export function accepted<Payload extends { userErrors: readonly UserError[] }>(payload: Payload): Payload {
  if (payload.userErrors.length > 0) throw new RefusedError(payload.userErrors);
  return payload;
}

export function errorOf(error: { message: string; extensions?: ErrorDetails & { code?: string } }): GatewayError {
  const { code = 'INTERNAL', ...details } = error.extensions ?? {};
  return new GatewayError(code, error.message, details);
}
