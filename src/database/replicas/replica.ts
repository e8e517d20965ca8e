import { callbackify } from 'node:util';
import type pg from 'pg';
import type { FastifyBaseLogger } from 'fastify';
import { BackgroundLoop } from '../../kernel/background-loop.js';
import { reasonOf } from '../../kernel/errors/reason-of.js';
import { openPool } from '../connections/connections.js';
import { freeDeadConnections } from '../connections/dead-connections.js';
import { identityOf, NotAReplica, Standby } from './standby.js';

/** Milliseconds between two measurements of the lag, and between two attempts to reach a replica. */
const interval = 500;
/** Milliseconds between two checks of the position while a request waits for it. */
const step = 3;
/** Maximum time in milliseconds to open a connection. */
const connectionTimeoutMillis = 2_000;

interface Waiting {
  position: bigint;
  done: (reached: boolean) => void;
}

export interface ReplicaOptions {
  url: string;
  /** Parsers of values; the same as for the primary. */
  types: pg.PoolConfig['types'];
  /** Maximum number of connections. */
  size: number;
  /** Maximum lag in milliseconds. */
  longestLag: number;
  /** Returns the current position of the primary. */
  askPrimary: () => Promise<bigint>;
  /** Returns the system identifier that the replica must have, too. */
  primarySystem: () => Promise<string>;
  log: FastifyBaseLogger;
}

/** A standby server. Requests read from it while it answers and its lag is within the limit. */
export class Replica {
  /** Its host and port. */
  readonly name: string;
  readonly pool: pg.Pool;
  readonly #options: ReplicaOptions;
  readonly #loop = new BackgroundLoop();
  readonly #waiting = new Set<Waiting>();
  readonly #clients = new Set<pg.PoolClient>();
  #standby: Standby | undefined;
  #asking = false;
  #replayed = 0n;
  /** Milliseconds; undefined if unknown. */
  #lag: number | undefined;
  #said = '';

  constructor(options: ReplicaOptions) {
    this.#options = options;
    this.name = new URL(options.url).host;
    this.pool = openPool({
      connectionString: options.url,
      max: options.size,
      connectionTimeoutMillis,
      keepAlive: true,
      pipeline: true,
      types: options.types,
      verify: callbackify((client: pg.PoolClient) => this.#verify(client)),
    } as pg.PoolConfig);
    freeDeadConnections(this.pool);
    this.pool.on('connect', (client) => this.#clients.add(client));
    this.pool.on('remove', (client) => this.#clients.delete(client));
  }

  get isUsable(): boolean {
    return this.#lag !== undefined && this.#lag <= this.#options.longestLag;
  }

  /** Lag in seconds; undefined if the replica does not answer. */
  get lag(): number | undefined {
    return this.#lag === undefined ? undefined : this.#lag / 1_000;
  }

  /** Whether prepared statements remain available to later transactions of a connection, that is, without a pooler. */
  get keepsNames(): boolean {
    return this.#standby?.identity.pooled === false;
  }

  get replayed(): bigint {
    return this.#replayed;
  }

  start(): void {
    this.#loop.start((signal) => this.#watch(signal));
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
    this.#leave();
    await this.pool.end();
  }

  /** Whether the replica replays the log up to a position within so many milliseconds. */
  async reaches(position: bigint, within: number): Promise<boolean> {
    if (this.#replayed >= position) return true;
    if (!this.#standby || within <= 0) return false;
    return new Promise((resolve) => {
      const timer = setTimeout(() => waiting.done(false), within);
      const waiting: Waiting = {
        position,
        done: (reached) => {
          clearTimeout(timer);
          this.#waiting.delete(waiting);
          resolve(reached);
        },
      };
      this.#waiting.add(waiting);
      void this.#ask();
    });
  }

  /**
   * Called when the replica did not answer. No request uses it until it answers again, and waiting requests go on at
   * once.
   */
  fail(error: unknown): void {
    this.#say(`The replica ${this.name} is not read from: ${reasonOf(error)}`);
    this.#leave();
  }

  #leave(): void {
    this.#lag = undefined;
    this.#standby?.close();
    this.#standby = undefined;
    for (const { done } of this.#waiting) done(false);
    // Otherwise requests would wait for a server that is frozen or cut off.
    for (const client of this.#clients) (client as { connection?: pg.Connection }).connection?.stream.destroy();
  }

  async #watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        this.#standby ??= await this.#open();
        await this.#measure(this.#standby, signal);
      } catch (error) {
        this.fail(error);
      }
      await this.#loop.pause(interval, { ref: false });
    }
  }

  async #open(): Promise<Standby> {
    const standby = await Standby.open(this.#options.url);
    const system = await this.#options.primarySystem().catch(() => undefined);
    if (system === standby.identity.system) return standby;
    standby.close();
    throw new NotAReplica(
      system ? 'It is of another database' : 'The primary does not answer, so nobody knows whose it is',
    );
  }

  /** Measures how long the replica takes to reach the current position of the primary. */
  async #measure(standby: Standby, signal: AbortSignal): Promise<void> {
    const position = await this.#options.askPrimary().catch(() => undefined);
    // While the primary does not answer, nothing is written that the replica could lack.
    if (position === undefined) return void (await this.#look(standby));
    const asked = performance.now();
    while (!signal.aborted) {
      const reached = (await this.#look(standby)) >= position;
      const lag = performance.now() - asked;
      if (reached || lag > this.#options.longestLag) this.#note(lag);
      if (reached) return;
      await this.#loop.pause(step, { ref: false });
    }
  }

  #note(lag: number): void {
    this.#lag = lag;
    const { longestLag } = this.#options;
    this.#say(
      this.isUsable
        ? `The replica ${this.name} is read from`
        : `The replica ${this.name} is not read from: it is more than ${longestLag} ms behind`,
    );
  }

  /** Logs a message if it differs from the last one. */
  #say(message: string): void {
    if (message === this.#said) return;
    this.#said = message;
    this.#options.log.warn(message);
  }

  async #look(standby: Standby): Promise<bigint> {
    const replayed = await standby.replayed();
    if (replayed > this.#replayed) this.#replayed = replayed;
    for (const { position, done } of this.#waiting) if (position <= replayed) done(true);
    return replayed;
  }

  /** Checks the position as long as a request waits for it; one query at a time. */
  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      while (this.#standby && this.#waiting.size > 0) {
        await this.#look(this.#standby);
        if (this.#waiting.size > 0) await this.#loop.pause(step);
      }
    } catch (error) {
      this.fail(error);
    } finally {
      this.#asking = false;
    }
  }

  /** Checks each new connection: one address may lead to several servers, and a server may be promoted. */
  async #verify(client: pg.PoolClient): Promise<void> {
    const { standby, started } = await identityOf(client);
    if (standby && started === this.#standby?.identity.started) return;
    throw new NotAReplica('This connection leads to another server than the one that is watched');
  }
}
