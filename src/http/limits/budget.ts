import { setTimeout as sleep } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import { type Client, clientKey } from './client-key.js';

const minute = 60_000;

/** Maximum number of clients that are counted. Beyond that, the oldest ones are forgotten. */
const mostClients = 100_000;

/** With less than this left, only a small request is possible. */
const least = 5_000;

/**
 * Cost that a client may spend at once. Beyond that, it has to wait until the limit, spread evenly over the minute, has
 * made up for it, so that no client spends the limit of a minute in one second while others wait.
 */
const burst = 80_000;

/** Maximum delay of a refusal in milliseconds. */
const longestPause = 2_000;

export interface Allowance {
  /** Cost that may still be spent in this minute; undefined without a limit. */
  remaining: number | undefined;
  /** When the next minute begins, in milliseconds since 1970. */
  resetAt: number;
  limit: number | undefined;
}

/** The spending of one client. Its minute starts when it first spends something. */
interface Spending {
  /** Start of the minute, in milliseconds since 1970. */
  since: number;
  /** Spent in this minute at all gateways, as far as this gateway knows. */
  spent: number;
  /** The part that was not sent to the other gateways yet. */
  unsent: number;
  /** Level of a leaky bucket: what the client spent recently. It falls at the rate of the limit. */
  level: number;
  levelAt: number;
}

/** The spending of one client in its minute at all gateways, as gateways exchange it. */
export interface SharedSpending {
  client: string;
  spent: number;
  /** Milliseconds since the minute started. */
  age: number;
}

/**
 * Limits what a client may spend within a minute at all gateways and over all transports. A client is an account, or an
 * address without one. The unit is the cost that `COMPLEXITY_EXCEEDED` reports. Cached answers cost nothing. Each
 * gateway counts in memory; `src/spending` exchanges the counts between gateways.
 */
export class Budget {
  readonly perMinute: number | undefined;
  readonly #clients = new Map<string, Spending>();
  readonly #unsent = new Set<string>();
  #announce: () => void = () => undefined;
  #sweptAt = Date.now();

  constructor(perMinute: number | undefined) {
    this.perMinute = perMinute;
  }

  /** Spends `cost`. Throws RATE_LIMITED and spends nothing if the client has not enough left. */
  spend(client: Client, cost: number): void {
    const { remaining, resetAt } = this.allowanceOf(client);
    if (remaining === undefined) return;
    if (cost > remaining) throw rateLimited(secondsUntil(resetAt));
    this.charge(client, cost);
  }

  /** Throws RATE_LIMITED if the client has nearly nothing left, so that its body need not be read. */
  requireSome(client: Client): void {
    const { remaining, resetAt } = this.allowanceOf(client);
    if (remaining !== undefined && remaining < least) throw rateLimited(secondsUntil(resetAt));
  }

  /** Charges for work that is already done, even beyond the limit. */
  charge(client: Client, cost: number): void {
    if (this.perMinute === undefined || cost === 0) return;
    this.#sweep();
    const key = clientKey(client);
    const spending = this.#open(key);
    this.#add(spending, cost);
    this.#owe(key, spending, cost);
  }

  get hasUnsent(): boolean {
    return this.#unsent.size > 0;
  }

  /** Sets the function that is called when there is spending to send again. */
  onUnsent(announce: () => void): void {
    this.#announce = announce;
  }

  /** Takes the spending that was not sent yet, of at most `most` clients. */
  takeUnsent(most: number): Map<string, number> {
    const taken = new Map<string, number>();
    for (const key of this.#unsent) {
      if (taken.size >= most) break;
      this.#unsent.delete(key);
      const spending = this.#clients.get(key);
      if (!spending || spending.unsent === 0) continue;
      taken.set(key, spending.unsent);
      spending.unsent = 0;
    }
    return taken;
  }

  /** Puts back spending that could not be sent. Spending of a minute that is over is dropped. */
  putBack(taken: ReadonlyMap<string, number>): void {
    for (const [key, cost] of taken) {
      const spending = this.#current(key);
      if (spending) this.#owe(key, spending, cost);
    }
  }

  /** Updates the spending of a client with its total at all gateways. */
  learn({ client, spent, age }: SharedSpending): void {
    if (this.perMinute === undefined || age >= minute) return;
    const spending = this.#open(client);
    const elsewhere = spent + spending.unsent - spending.spent;
    if (elsewhere > 0) this.#add(spending, elsewhere);
    spending.spent = spent + spending.unsent;
    spending.since = Date.now() - age;
  }

  /** Returns how many milliseconds a client still has to wait after it exceeded the burst; usually 0. */
  pauseOf(key: string): number {
    if (this.perMinute === undefined) return 0;
    return Math.max(0, ((this.#levelOf(this.#clients.get(key)) - burst) / this.perMinute) * minute);
  }

  /** Whether a client may spend `cost` now, without a pause. */
  hasAtOnce(client: Client, cost: number): boolean {
    const { remaining = cost } = this.allowanceOf(client);
    return cost <= remaining && this.pauseOf(clientKey(client)) === 0;
  }

  /** Delays the refusal of a client: clients that retry at once then send fewer requests. */
  async pause(client: Client): Promise<void> {
    const pause = Math.min(this.pauseOf(clientKey(client)), longestPause);
    if (pause > 0) await sleep(pause, undefined, { ref: false });
  }

  allowanceOf(client: Client): Allowance {
    const limit = this.perMinute;
    const { since, spent } = this.#current(clientKey(client)) ?? { since: Date.now(), spent: 0 };
    return { limit, resetAt: since + minute, remaining: limit && Math.max(0, limit - spent) };
  }

  #owe(key: string, spending: Spending, cost: number): void {
    spending.unsent += cost;
    const isFirst = !this.hasUnsent;
    this.#unsent.add(key);
    if (isFirst) this.#announce();
  }

  #add(spending: Spending, cost: number): void {
    spending.level = this.#levelOf(spending) + cost;
    spending.levelAt = Date.now();
    spending.spent += cost;
  }

  #levelOf(spending: Spending | undefined): number {
    if (!spending) return 0;
    return Math.max(0, spending.level - ((Date.now() - spending.levelAt) / minute) * (this.perMinute ?? 0));
  }

  /** Returns the spending of a client if its minute is not over. */
  #current(key: string): Spending | undefined {
    const spending = this.#clients.get(key);
    return spending && Date.now() < spending.since + minute ? spending : undefined;
  }

  /** Returns the spending of a client, and starts a new minute if there is none. */
  #open(key: string): Spending {
    const current = this.#current(key);
    if (current) return current;
    const level = this.#levelOf(this.#clients.get(key));
    const spending = { since: Date.now(), spent: 0, unsent: 0, level, levelAt: Date.now() };
    this.#clients.set(key, spending);
    const [first] = this.#clients.keys();
    if (this.#clients.size > mostClients && first !== undefined) this.#forget(first);
    return spending;
  }

  /** Once a minute, forgets the clients whose minute and pause are over. */
  #sweep(): void {
    if (Date.now() < this.#sweptAt + minute) return;
    this.#sweptAt = Date.now();
    for (const [key, spending] of this.#clients) {
      if (!this.#current(key) && this.#levelOf(spending) === 0) this.#forget(key);
    }
  }

  #forget(key: string): void {
    this.#clients.delete(key);
    this.#unsent.delete(key);
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
