import { GraphQLError } from 'graphql';
import type { Context } from '../access/context.js';

const minute = 60_000;

/**
 * What a client may ask of this gateway within a minute, in the fields that `COMPLEXITY_EXCEEDED` counts: an account,
 * or an address without one. What is answered from memory costs nothing and is not counted.
 */
export class Budget {
  readonly #perMinute: number | undefined;
  readonly #spent = new Map<string, number>();
  #since = 0;

  constructor(perMinute: number | undefined) {
    this.#perMinute = perMinute;
  }

  /** Seconds to wait; 0 where this may be spent now. */
  spend({ viewer, address }: Pick<Context, 'viewer' | 'address'>, cost: number): number {
    if (this.#perMinute === undefined) return 0;
    const now = Date.now();
    if (now >= this.#since + minute) {
      this.#since = now;
      this.#spent.clear();
    }
    const client = viewer.accountId ?? address;
    const spent = (this.#spent.get(client) ?? 0) + cost;
    if (spent > this.#perMinute) return Math.ceil((this.#since + minute - now) / 1_000);
    this.#spent.set(client, spent);
    return 0;
  }
}

export function rateLimited(retryAfter: number): GraphQLError {
  return new GraphQLError(`Too much was asked within a minute. Try again in ${retryAfter} seconds.`, {
    extensions: { code: 'RATE_LIMITED', retryAfter, http: { status: 429 } },
  });
}
