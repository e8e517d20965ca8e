import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';
import type { FastifyBaseLogger } from 'fastify';
import { RequestTransaction, systemSession } from '../database/request-transaction.js';
import { sessionOf, type Viewer } from '../identity/viewer.js';
import { type EventScope, readEventsAfter, readLastPosition, type SealedEvent, sealEvents } from './events.sql.js';

const pageSize = 200;
/** A notification can be lost with its connection; this is how long an event then waits. */
const fallbackInterval = 1_000;

/**
 * Follows the event log: one connection listens for all subscribers, seals what was committed and wakes them; each
 * then reads what is new for it through row security, so that nobody is sent what they may not see.
 */
export class EventStream {
  #em: EntityManager;
  #url: string;
  #log: FastifyBaseLogger;
  #wake = new EventEmitter().setMaxListeners(0);
  #stopped = new AbortController();
  #sealing: Promise<void> | undefined;
  #sealAgain = false;
  #listening: Promise<void> | undefined;

  constructor(em: EntityManager, url: string, log: FastifyBaseLogger) {
    this.#em = em;
    this.#url = url;
    this.#log = log;
  }

  start(): void {
    this.#listening = this.#listen();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#listening;
    await this.#sealing;
  }

  /** Every event of `scope` after `position` (the newest one where absent), first what was missed, then live. */
  follow(viewer: Viewer, scope: EventScope, position?: string): AsyncIterableIterator<SealedEvent> {
    const left = new AbortController();
    const events = this.#follow(viewer, scope, position, AbortSignal.any([this.#stopped.signal, left.signal]));
    return {
      next: () => events.next(),
      // A generator that waits cannot be told to stop; the signal wakes it first.
      return: () => {
        left.abort();
        return events.return(undefined);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  /** Calls `listener` whenever something was sealed, here or by another gateway; answers how to end that. */
  onSealed(listener: () => void): () => void {
    this.#wake.on('sealed', listener);
    return () => this.#wake.off('sealed', listener);
  }

  async *#follow(
    viewer: Viewer,
    scope: EventScope,
    position: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<SealedEvent, undefined> {
    let last = position ?? (await this.#read(viewer, readLastPosition));
    while (!signal.aborted) {
      const awake = once(this.#wake, 'sealed', { signal }).catch(() => undefined);
      const events = await this.#read(viewer, (em) => readEventsAfter(em, last, scope, pageSize));
      for (const event of events) {
        yield event;
        last = event.position;
      }
      if (events.length === 0) await awake;
    }
  }

  async #read<T>(viewer: Viewer, work: (em: EntityManager) => Promise<T>): Promise<T> {
    const db = new RequestTransaction(this.#em, sessionOf(viewer));
    try {
      return await work(await db.read());
    } finally {
      await db.end();
    }
  }

  async #listen(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const client = new pg.Client({ connectionString: this.#url, application_name: 'mianshen events' });
      try {
        await this.#listenWith(client);
      } catch (error) {
        if (!this.#stopped.signal.aborted) this.#log.warn({ err: error }, 'The event listener lost its connection');
      } finally {
        await client.end().catch(() => undefined);
      }
      await this.#pause(250);
    }
  }

  async #listenWith(client: pg.Client): Promise<void> {
    const lost = new Promise<never>((_, reject) => client.once('error', reject).once('end', reject));
    lost.catch(() => undefined);
    client.on('notification', ({ channel }) => (channel === 'event_sealed' ? this.#wakeAll() : this.#seal()));
    await client.connect();
    await client.query('listen event_written');
    await client.query('listen event_sealed');
    while (!this.#stopped.signal.aborted) {
      this.#seal();
      await Promise.race([this.#pause(fallbackInterval), lost]);
    }
  }

  #wakeAll(): void {
    this.#wake.emit('sealed');
  }

  async #pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
  }

  /** At most one sealing at a time; a notification meanwhile asks for one more. */
  #seal(): void {
    this.#sealAgain = true;
    this.#sealing ??= this.#sealAll().finally(() => (this.#sealing = undefined));
  }

  async #sealAll(): Promise<void> {
    const db = new RequestTransaction(this.#em, systemSession);
    while (this.#sealAgain && !this.#stopped.signal.aborted) {
      this.#sealAgain = false;
      await db.write(sealEvents).catch((error: unknown) => this.#log.error({ err: error }, 'Sealing events failed'));
    }
  }
}
