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
const burst = 80_000;

/** Milliseconds that a refusal waits at most for the sake of others. */
const longestPause = 2_000;

export interface Allowance {
  /** What may still be spent in this minute; undefined without a limit. */
  remaining: number | undefined;
  /** When the next minute begins, in milliseconds since 1970. */
  resetAt: number;
  limit: number | undefined;
}

/** What one client spent; its minute begins when it first spends something. */
interface Spending {
  /** When its minute began, in milliseconds since 1970. */
  since: number;
  /** What it spent in this minute, at all gateways as far as this one knows. */
  spent: number;
  /** The part of it that the other gateways do not know yet. */
  unsent: number;
  /** What it spent of late: it falls by as much as the limit gives in that time. */
  level: number;
  levelAt: number;
}

/** What one client spent in its minute at all gateways, as they share it. */
export interface SharedSpending {
  client: string;
  spent: number;
  /** Milliseconds since its minute began. */
  age: number;
}

/**
 * What a client may ask of all gateways within a minute, over all transports: an account, or an address without one.
 * The unit is the cost that `COMPLEXITY_EXCEEDED` names. Answers that are kept cost nothing. A gateway counts in memory;
 * `src/spending` exchanges the counts with the other gateways.
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

  /** Calls `announce` when there is something to send again. */
  onUnsent(announce: () => void): void {
    this.#announce = announce;
  }

  /** Takes what the other gateways do not know yet, of so many clients at most. */
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

  /** Puts back what could not be sent. What belongs to a minute that is over is nobody's concern any more. */
  putBack(taken: ReadonlyMap<string, number>): void {
    for (const [key, cost] of taken) {
      const spending = this.#current(key);
      if (spending) this.#owe(key, spending, cost);
    }
  }

  /** Learns what a client spent at all gateways. */
  learn({ client, spent, age }: SharedSpending): void {
    if (this.perMinute === undefined || age >= minute) return;
    const spending = this.#open(client);
    const elsewhere = spent + spending.unsent - spending.spent;
    if (elsewhere > 0) this.#add(spending, elsewhere);
    spending.spent = spent + spending.unsent;
    spending.since = Date.now() - age;
  }

  /** Milliseconds that a client still waits for what it spent at once; 0 for most. */
  pauseOf(key: string): number {
    if (this.perMinute === undefined) return 0;
    return Math.max(0, ((this.#levelOf(this.#clients.get(key)) - burst) / this.perMinute) * minute);
  }

  /** Whether a client may spend `cost` now, without a pause. */
  hasAtOnce(client: Client, cost: number): boolean {
    const { remaining = cost } = this.allowanceOf(client);
    return cost <= remaining && this.pauseOf(clientKey(client)) === 0;
  }

  /** Lets a client wait that is refused: one that asks again at once asks less. */
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

  /** What a client spent in the minute that is not over yet. */
  #current(key: string): Spending | undefined {
    const spending = this.#clients.get(key);
    return spending && Date.now() < spending.since + minute ? spending : undefined;
  }

  /** The minute of a client, which begins now where there is none. */
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

  /** Forgets, once a minute, the clients whose minute and pause are over. */
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
