import { callbackify } from 'node:util';
import type pg from 'pg';
import type { FastifyBaseLogger } from 'fastify';
import { BackgroundLoop } from '../../kernel/background-loop.js';
import { reasonOf } from '../../kernel/errors/reason-of.js';
import { openPool } from '../connections/connections.js';
import { freeDeadConnections } from '../connections/dead-connections.js';
import { identityOf, NotAReplica, Standby } from './standby.js';

/** Milliseconds between two measurements, and between two attempts to reach a replica that is gone. */
const interval = 500;
/** Milliseconds between two questions while somebody waits. */
const step = 3;
/** Milliseconds that opening a connection may take. */
const connectionTimeoutMillis = 2_000;

interface Waiting {
  position: bigint;
  done: (reached: boolean) => void;
}

export interface ReplicaOptions {
  url: string;
  /** How values are read, as on the primary. */
  types: pg.PoolConfig['types'];
  /** The most connections. */
  size: number;
  /** Milliseconds that it may be behind. */
  longestLag: number;
  /** Where the primary is now. */
  askPrimary: () => Promise<bigint>;
  /** The identifier of the cluster that it has to be a copy of. */
  primarySystem: () => Promise<string>;
  log: FastifyBaseLogger;
}

/** A standby that is read from while it answers, and is no further behind than it may be. */
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
  /** Milliseconds; undefined while it is not known. */
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

  /** Seconds; undefined where it does not answer. */
  get lag(): number | undefined {
    return this.#lag === undefined ? undefined : this.#lag / 1_000;
  }

  /** Statements may be prepared for later transactions of the same connection. */
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

  /** Whether it has replayed the log up to a position, within so many milliseconds. */
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

  /** It did not answer: nobody is sent to it until it does, and all who wait for it learn that at once. */
  fail(error: unknown): void {
    this.#say(`The replica ${this.name} is not read from: ${reasonOf(error)}`);
    this.#leave();
  }

  #leave(): void {
    this.#lag = undefined;
    this.#standby?.close();
    this.#standby = undefined;
    for (const { done } of this.#waiting) done(false);
    // A server that is frozen or cut off would keep them waiting.
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

  /** How long it takes until it has what the primary had at a moment. */
  async #measure(standby: Standby, signal: AbortSignal): Promise<void> {
    const position = await this.#options.askPrimary().catch(() => undefined);
    // While the primary does not answer, nothing is written that a replica could lack.
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

  /** Says once what has changed. */
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

  /** Asks how far it is for as long as anybody waits; one question at a time. */
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

  /** Behind one address there may be several servers, and a server may be promoted: each connection is looked at. */
  async #verify(client: pg.PoolClient): Promise<void> {
    const { standby, started } = await identityOf(client);
    if (standby && started === this.#standby?.identity.started) return;
    throw new NotAReplica('This connection leads to another server than the one that is watched');
  }
}
