import { GraphQLError } from 'graphql';

/** Subscriptions and other operations of one socket at once. */
export const mostOperations = 100;

/** Messages and pings of one socket: this many at once, and so many a second from then on. */
const burst = 200;
const perSecond = 50;

/** Bytes that wait for a client that does not read; beyond it the socket ends. */
export const mostUnsent = 4 * 1024 * 1024;

/** Bytes that wait for a client beyond which it is sent nothing more before they have gone. */
export const mostWritten = 256 * 1024;

/** A token bucket: what one socket may send. */
export class MessageRate {
  #left = burst;
  #at = performance.now();

  /** Whether one more message is within the rate. */
  take(): boolean {
    const now = performance.now();
    this.#left = Math.min(burst, this.#left + ((now - this.#at) / 1_000) * perSecond);
    this.#at = now;
    this.#left -= 1;
    return this.#left >= 0;
  }
}

export function tooManyOperations(): GraphQLError {
  return new GraphQLError(`One socket may have ${mostOperations} operations at once. Complete some of them first.`, {
    extensions: { code: 'RATE_LIMITED', limit: mostOperations },
  });
}
