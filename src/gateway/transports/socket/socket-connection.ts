import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Viewer } from '../../../access/viewer.js';
import type { Language } from '../../../kernel/errors/refusal.js';

/** An open socket, with what is known about its client. */
export interface Connection extends Record<PropertyKey, unknown> {
  socket: WebSocket;
  /** The stream to which the socket writes. */
  stream: Duplex;
  ip: string;
  language: Language;
  /** Authorization header; a browser sends it in the first message instead. */
  authorization: string | undefined;
  /** Name of the client from a header, or from the first message of a browser. */
  client: string | undefined;
  viewer?: Viewer;
  /** Stops watching the token. */
  forget?: () => void;
}

/**
 * Close codes of the gateway, besides those of graphql-transport-ws. The client authenticates again, or asks its user
 * to.
 */
export const closeCode = { EXPIRED: 4440, REVOKED: 4441, TOO_SLOW: 4442 };
export const closeReason = {
  EXPIRED: 'Token expired',
  REVOKED: 'Token revoked',
  TOO_SLOW: 'Read faster, and continue from your last cursor',
};
/** Standard WebSocket close codes. Clients reconnect after `tryAgainLater`. */
export const standardCode = { policyViolation: 1008, internalError: 1011, tryAgainLater: 1013 };

/** Milliseconds that a client has to answer a close. */
export const closePatience = 2_000;
