import { type Language, messageOf, type Refused } from './refusal.js';

/** The error code for an HTTP status without a more specific code. */
export const codeOfStatus: Record<number, string> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'RATE_LIMITED',
};

/** A refusal of a route that is not GraphQL, in the same form as GraphQL errors. */
export class RouteRefused extends Error {
  readonly statusCode: number;
  readonly code: string;

  constructor(statusCode: number, message: string, code = codeOfStatus[statusCode] ?? 'BAD_USER_INPUT') {
    super(message);
    this.statusCode = statusCode;
    this.code = code;
  }
}

/** Converts the refusal of a use case to the answer of a route. */
export function refusedRoute({ refusals: [refusal] }: Refused, language: Language): RouteRefused {
  if (!refusal) throw new Error('Refused without a refusal');
  return new RouteRefused(422, messageOf(refusal, language), refusal.code);
}
