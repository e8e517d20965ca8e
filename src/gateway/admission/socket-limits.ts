import { GraphQLError } from 'graphql';

/** Maximum number of subscriptions and other operations that are open on one socket. */
export const mostOperations = 100;

/** Messages and pings of one socket: a burst of this many, then this many a second. */
const burst = 200;
const perSecond = 50;

/** Bytes that wait in the send buffer of a socket before it is closed because the client does not read. */
export const mostUnsent = 4 * 1024 * 1024;

/** Bytes that wait in the send buffer before sending pauses. */
export const mostWritten = 256 * 1024;

/** A token bucket that limits how many messages one socket may send. */
export class MessageRate {
  #left = burst;
  #at = performance.now();

  /** Takes one token. Returns false if the rate is exceeded. */
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
