import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../kernel/clock.js';
import { RequestTransaction, systemSession } from '../database/session/request-transaction.js';
import type { EventStream } from '../event/follow/event-stream.js';
import { readLastPosition } from '../event/sealed/event-position.sql.js';
import { appendLog } from './append-log.js';
import { sealedSince } from './feed-changes.sql.js';
import type { LogKey } from './log-key.js';
import { BackgroundLoop } from '../kernel/background-loop.js';

/** If a notification is lost with its connection, the publication is appended after this many milliseconds. */
const fallbackInterval = 60_000;

/** Appends published releases to the log, at start and after each event. Several gateways may do so concurrently. */
export class LogPublisher {
  #em: EntityManager;
  #key: LogKey;
  #clock: Clock;
  #events: EventStream;
  #log: FastifyBaseLogger;
  #appended: () => void;
  #loop = new BackgroundLoop();
  #running: Promise<void> | undefined;
  #again = false;
  /** Position up to which all sealed events are in the log; undefined if unknown. */
  #appendedTo: string | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(
    em: EntityManager,
    key: LogKey,
    clock: Clock,
    events: EventStream,
    log: FastifyBaseLogger,
    appended: () => void,
  ) {
    this.#em = em;
    this.#key = key;
    this.#clock = clock;
    this.#events = events;
    this.#log = log;
    this.#appended = appended;
  }

  start(): void {
    this.#unsubscribe = this.#events.onSealed(() => void this.append());
    this.#loop.start((signal) => this.#appendNowAndThen(signal));
  }

  async stop(): Promise<void> {
    this.#unsubscribe?.();
    await this.#loop.stop();
    await this.#running;
  }

  /** Resolves when everything that was published before the call is in the log. */
  append(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#appendAll().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #appendNowAndThen(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#appendedTo = undefined;
      await this.append();
      await this.#loop.pause(fallbackInterval);
    }
  }

  async #appendAll(): Promise<void> {
    while (this.#again && !this.#loop.signal.aborted) {
      this.#again = false;
      await this.#appendNews().catch((error: unknown) => {
        this.#appendedTo = undefined;
        this.#log.error({ err: error }, 'Appending to the publication log failed');
      });
    }
  }

  /** Appends if new events are public. Most are not, which one query can tell. */
  async #appendNews(): Promise<void> {
    const db = new RequestTransaction(this.#em, systemSession);
    const known = this.#appendedTo;
    const { newest, concerned } =
      known === undefined
        ? { newest: await db.inSnapshot(readLastPosition), concerned: true }
        : await db.inSnapshot((em) => sealedSince(em, known));
    if (concerned && (await db.write((em) => appendLog(em, this.#key, this.#clock.now())))) this.#appended();
    this.#appendedTo = newest;
  }
}
