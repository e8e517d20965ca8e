import { GraphQLError } from 'graphql';
import { type Client, clientKey } from './client-key.js';

const minute = 60_000;

/** How many clients are counted at once. Beyond it, the ones that were counted first are forgotten. */
const mostClients = 100_000;

/** Less than this is not enough for anything but a small request. */
const least = 5_000;

export interface Allowance {
  /** What may still be spent in this minute; undefined without a limit. */
  remaining: number | undefined;
  /** When the next minute begins, in milliseconds since 1970. */
  resetAt: number;
  limit: number | undefined;
}

/**
 * What a client may ask of this gateway within a minute, over all transports: an account, or an address without one.
 * The unit is the cost that `COMPLEXITY_EXCEEDED` names. Answers from memory cost nothing.
 */
export class Budget {
  readonly #perMinute: number | undefined;
  readonly #spent = new Map<string, number>();
  #since = Date.now();

  constructor(perMinute: number | undefined) {
    this.#perMinute = perMinute;
  }

  /** Spends `cost`; throws RATE_LIMITED where the client has not enough left, and then spends nothing. */
  spend(client: Client, cost: number): void {
    const { remaining, resetAt } = this.allowanceOf(client);
    if (remaining === undefined) return;
    if (cost > remaining) throw rateLimited(secondsUntil(resetAt));
    this.charge(client, cost);
  }

  /** Throws RATE_LIMITED for a client that has nearly nothing left: its body need not be read. */
  requireSome(client: Client): void {
    const { remaining, resetAt } = this.allowanceOf(client);
    if (remaining !== undefined && remaining < least) throw rateLimited(secondsUntil(resetAt));
  }

  /** Charges for what is done already, also beyond what is left. */
  charge(client: Client, cost: number): void {
    if (this.#perMinute === undefined) return;
    this.#turn();
    const key = clientKey(client);
    this.#spent.set(key, (this.#spent.get(key) ?? 0) + cost);
    const [first] = this.#spent.keys();
    if (this.#spent.size > mostClients && first !== undefined) this.#spent.delete(first);
  }

  allowanceOf(client: Client): Allowance {
    this.#turn();
    const limit = this.#perMinute;
    const spent = this.#spent.get(clientKey(client)) ?? 0;
    return { limit, resetAt: this.#since + minute, remaining: limit && Math.max(0, limit - spent) };
  }

  #turn(): void {
    if (Date.now() < this.#since + minute) return;
    this.#since = Date.now();
    this.#spent.clear();
  }
}

function secondsUntil(instant: number): number {
  return Math.max(1, Math.ceil((instant - Date.now()) / 1_000));
}

export function rateLimited(retryAfter: number, why = 'The limit for one minute is reached.'): GraphQLError {
  return new GraphQLError(`${why} Try again in ${retryAfter} seconds.`, {
    extensions: { code: 'RATE_LIMITED', retryAfter, http: { status: 429 } },
  });
}
