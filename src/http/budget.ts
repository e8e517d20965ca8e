import { setTimeout as sleep } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import { type Client, clientKey } from './client-key.js';

const minute = 60_000;

/** How many clients are counted at once. Beyond it, the ones that were counted first are forgotten. */
const mostClients = 100_000;

/** Less than this is not enough for anything but a small request. */
const least = 5_000;

/**
 * What a client may spend at once. Beyond it, the client waits until a minute's limit, spread evenly over the minute, has
 * made up for it: nobody spends a minute's limit within a second, while others wait.
 */
const burst = 40_000;

/** Milliseconds that a refusal waits at most for the sake of others. */
const longestPause = 2_000;

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
  /** What each client spent of late: it falls by as much as the limit gives in that time. */
  readonly #recent = new Map<string, { level: number; at: number }>();
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
    this.#recent.set(key, { level: this.#levelOf(key) + cost, at: Date.now() });
    for (const counts of [this.#spent, this.#recent]) {
      const [first] = counts.keys();
      if (counts.size > mostClients && first !== undefined) counts.delete(first);
    }
  }

  /** Milliseconds that a client still waits for what it spent at once; 0 for most. */
  pauseOf(key: string): number {
    if (this.#perMinute === undefined) return 0;
    return Math.max(0, ((this.#levelOf(key) - burst) / this.#perMinute) * minute);
  }

  /** Lets a client wait that is refused: one that asks again at once asks less. */
  async pause(client: Client): Promise<void> {
    const pause = Math.min(this.pauseOf(clientKey(client)), longestPause);
    if (pause > 0) await sleep(pause, undefined, { ref: false });
  }

  #levelOf(key: string): number {
    const recent = this.#recent.get(key);
    if (!recent) return 0;
    return Math.max(0, recent.level - ((Date.now() - recent.at) / minute) * (this.#perMinute ?? 0));
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
    for (const key of this.#recent.keys()) if (this.#levelOf(key) === 0) this.#recent.delete(key);
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
