import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';
import type { FastifyBaseLogger } from 'fastify';
import { RequestTransaction, systemSession } from '../database/request-transaction.js';
import type { Viewer } from '../access/viewer.js';
import { EventTopics } from './event-topics.js';
import { StreamInterrupted } from './stream-interrupted.js';
import { type EventScope, isBefore, readLastPosition, type SealedEvent, sealEvents } from './events.sql.js';
import { openClient } from '../database/connections.js';

/** A notification can be lost with its connection; this is how long an event then waits. */
const fallbackInterval = 1_000;

/**
 * Follows the event log: one connection listens for all subscribers, seals what was committed and wakes those whom it
 * may concern. What is new is then read through row security, once for all who may see the same.
 */
export class EventStream {
  #em: EntityManager;
  #url: string;
  #log: FastifyBaseLogger;
  #wake = new EventEmitter().setMaxListeners(0);
  #topics: EventTopics;
  #stopped = new AbortController();
  #sealing: Promise<void> | undefined;
  #sealAgain = false;
  #listening: Promise<void> | undefined;
  #waking: Promise<void> | undefined;
  #wakeAgain = false;

  constructor(em: EntityManager, url: string, log: FastifyBaseLogger) {
    this.#em = em;
    this.#topics = new EventTopics(em);
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
    await this.#waking;
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
    const topic = this.#topics.join(viewer, scope);
    try {
      let last = position ?? (await this.#readNewest());
      while (!signal.aborted) {
        const { wakes } = topic;
        const { events, upTo } = await topic.after(last).catch((error: unknown) => {
          this.#log.warn({ err: error }, 'Reading events failed; the streams that waited for them end');
          throw new StreamInterrupted(last, error);
        });
        for (const event of events) {
          yield event;
          last = event.position;
        }
        if (isBefore(last, upTo)) last = upTo;
        if (events.length === 0) await topic.awake(wakes, signal);
      }
    } finally {
      this.#topics.leave(topic);
    }
  }

  async #readNewest(): Promise<string> {
    return new RequestTransaction(this.#em, systemSession, { lane: 'followers' }).look(readLastPosition);
  }

  async #listen(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const client = openClient({ connectionString: this.#url, application_name: 'mianshen events' });
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
    client.on('notification', ({ channel }) => (channel === 'event_sealed' ? this.#sealed() : this.#seal()));
    await client.connect();
    await client.query('listen event_written');
    await client.query('listen event_sealed');
    // Nobody knows what was sealed while nobody listened.
    this.#topics.wakeAll();
    this.#wake.emit('sealed');
    while (!this.#stopped.signal.aborted) {
      this.#seal();
      await Promise.race([this.#pause(fallbackInterval), lost]);
    }
  }

  #sealed(): void {
    this.#wake.emit('sealed');
    this.#wakeAgain = true;
    this.#waking ??= this.#wakeConcerned().finally(() => (this.#waking = undefined));
  }

  async #wakeConcerned(): Promise<void> {
    while (this.#wakeAgain && !this.#stopped.signal.aborted) {
      this.#wakeAgain = false;
      await this.#topics.wakeConcerned().catch((error: unknown) => {
        this.#log.error({ err: error }, 'Waking followers failed; all of them are woken');
        this.#topics.wakeAll();
      });
    }
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
