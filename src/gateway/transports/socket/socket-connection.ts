import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Viewer } from '../../../access/viewer.js';
import type { Language } from '../../../kernel/errors/refusal.js';

/** An open socket, with what is known of the client at its other end. */
export interface Connection extends Record<PropertyKey, unknown> {
  socket: WebSocket;
  /** What the socket writes to. */
  stream: Duplex;
  ip: string;
  language: Language;
  /** Of the header; from a browser it comes with the first message. */
  authorization: string | undefined;
  /** How it names itself, in a header or, from a browser, in the first message. */
  client: string | undefined;
  viewer?: Viewer;
  /** Stops watching the token. */
  forget?: () => void;
}

/** Why we end a socket, besides the codes of graphql-transport-ws. A client signs in again, or asks its user to. */
export const closeCode = { EXPIRED: 4440, REVOKED: 4441, TOO_SLOW: 4442 };
export const closeReason = {
  EXPIRED: 'Token expired',
  REVOKED: 'Token revoked',
  TOO_SLOW: 'Read faster, and continue from your last cursor',
};
/** Of WebSocket itself. Clients open again after `tryAgainLater`. */
export const standardCode = { policyViolation: 1008, internalError: 1011, tryAgainLater: 1013 };

/** Milliseconds that clients have to answer a close. */
export const closePatience = 2_000;
