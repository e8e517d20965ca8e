import { GraphQLError } from 'graphql';
import type { Context } from '../context.js';
import { longest, type RateLimit, secondsToWait } from './rate-limit.js';

const mostAddresses = 20_000;

/** For each address when it asked, latest first; the addresses in the order in which they last asked. */
type Asked = Map<string, Date[]>;

/**
 * How often one network address may ask something that anybody may ask. Counted by each gateway for itself and in
 * memory: the count is no secret, nothing depends on it, and a restart may forget it.
 */
export class AddressLimit {
  readonly #limits: RateLimit[];
  /** By the services of a gateway: several may be in one process, and each counts for itself. */
  readonly #asked = new WeakMap<Context['authenticator'], Asked>();

  constructor(...limits: RateLimit[]) {
    this.#limits = limits;
  }

  /** Counts one more; throws RATE_LIMITED where that is too many, which is not counted. */
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
