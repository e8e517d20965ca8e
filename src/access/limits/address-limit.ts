import { GraphQLError } from 'graphql';
import type { Context } from '../context.js';
import { longest, type RateLimit, secondsToWait } from './rate-limit.js';

const mostAddresses = 20_000;

/** For each address the times of its requests, the latest first. Addresses are ordered by their last request. */
type Asked = Map<string, Date[]>;

/**
 * Limits how often a network address may request something that is open to all. Each gateway counts in memory, and a
 * restart resets the count, because nothing depends on it.
 */
export class AddressLimit {
  readonly #limits: RateLimit[];
  /** Counts for each gateway, identified by its authenticator, because several gateways may run in one process. */
  readonly #asked = new WeakMap<Context['authenticator'], Asked>();

  constructor(...limits: RateLimit[]) {
    this.#limits = limits;
  }

  /** Counts one request. Throws RATE_LIMITED if there are too many, and does not count it then. */
  count({ address, clock, authenticator }: Pick<Context, 'address' | 'clock' | 'authenticator'>): void {
    const now = clock.now();
    const since = now.getTime() - longest(this.#limits);
    const asked: Asked = this.#asked.get(authenticator) ?? new Map();
    this.#asked.set(authenticator, asked);
    const earlier = (asked.get(address) ?? []).filter((time) => time.getTime() > since && time <= now);
    const retryAfter = secondsToWait(earlier, this.#limits, now);
    if (retryAfter > 0) throw tooOften(retryAfter);
    asked.delete(address);
    asked.set(address, [now, ...earlier]);
    const [oldest] = asked.keys();
    if (asked.size > mostAddresses && oldest !== undefined) asked.delete(oldest);
  }
}

function tooOften(retryAfter: number): GraphQLError {
  return new GraphQLError(`Asked too often from this address; try again in ${retryAfter} seconds`, {
    extensions: { code: 'RATE_LIMITED', retryAfter, http: { status: 429 } },
  });
}
