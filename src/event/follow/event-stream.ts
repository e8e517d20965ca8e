import { EventEmitter } from 'node:events';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyBaseLogger } from 'fastify';
import type { Listener } from '../../database/connections/listener.js';
import { BackgroundLoop } from '../../kernel/background-loop.js';
import { RequestTransaction, systemSession } from '../../database/session/request-transaction.js';
import type { Viewer } from '../../access/viewer.js';
import { EventTopics } from './event-topics.js';
import { FollowedEvents } from './followed-events.js';
import { StreamInterrupted } from './stream-interrupted.js';
import type { EventScope } from '../sealed/event-scope.sql.js';
import { isBefore, readLastPosition } from '../sealed/event-position.sql.js';
import { readServer, sealEvents } from '../sealed/seal-events.sql.js';
import type { SealedEvent } from '../sealed/sealed-event.js';

/** Milliseconds before a failed sealing is retried; a new connection retries at once. */
const tryAgainAfter = 5_000;
/** Each event sends a notification. If one is lost, the event waits for at most this many milliseconds. */
const longestSleep = 30_000;

/**
 * Follows the event log: seals committed events and wakes the subscribers that they may concern. Every gateway seals,
 * one at a time: a single statement holds the lock for some thousand events, outside any transaction. A gateway that is
 * frozen or killed holds no lock, and the next one continues. New events are then read under row security, once for all
 * subscribers with the same access.
 */
export class EventStream {
  #em: EntityManager;
  #listener: Listener;
  #log: FastifyBaseLogger;
  #wake = new EventEmitter().setMaxListeners(0);
  #topics: EventTopics;
  /** Streams that are being read. */
  readonly #open = new Set<FollowedEvents>();
  /** Seals events; woken when unsealed events were written. */
  #sealing = new BackgroundLoop();
  /** The server of the last connection. */
  #server: string | undefined;
  #waking: Promise<void> | undefined;
  #wakeAgain = false;

  constructor(em: EntityManager, listener: Listener, log: FastifyBaseLogger) {
    this.#em = em;
    this.#topics = new EventTopics(em, (error) => {
      log.error({ err: error }, 'Sending to followers failed; each reads alone');
    });
    this.#listener = listener;
    this.#log = log;
  }

  start(): void {
    this.#listener.on('event_written', () => this.#sealing.wake());
    this.#listener.on('event_sealed', () => this.#sealed());
    this.#listener.onConnected(() => this.#connected());
    this.#sealing.repeat(() => this.#seal());
  }

  async stop(): Promise<void> {
    const sealed = this.#sealing.stop();
    for (const events of this.#open) events.leave();
    await sealed;
    await this.#waking;
  }

  /** Returns every event of `scope` after `position` (the newest one if absent): first missed ones, then live ones. */
  follow(viewer: Viewer, scope: EventScope, position?: string): FollowedEvents {
    return new FollowedEvents((followed, left) => this.#follow(viewer, scope, position, left, followed));
  }

  /** Whether the log is known to contain this position; otherwise it has to be read. */
  reaches(position: string): boolean {
    return this.#topics.reaches(position);
  }

  /** Calls `listener` whenever events were sealed, here or by another gateway. Returns a function that removes it. */
  onSealed(listener: () => void): () => void {
    this.#wake.on('sealed', listener);
    return () => this.#wake.off('sealed', listener);
  }

  async *#follow(
    viewer: Viewer,
    scope: EventScope,
    position: string | undefined,
    signal: AbortSignal,
    followed: FollowedEvents,
  ): AsyncGenerator<SealedEvent, undefined> {
    const topic = await this.#topics.join(viewer, scope);
    // Combining this signal with the stream's own would take a kilobyte for each subscriber.
    this.#open.add(followed);
    if (this.#sealing.signal.aborted) followed.leave();
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
        if (events.length > 0) continue;
        const live = followed.follower;
        if (!live) await topic.awake(wakes, signal);
        else {
          await live.free(signal);
          last = (await topic.serve(live, last, signal)) ?? last;
        }
      }
    } finally {
      this.#open.delete(followed);
      this.#topics.leave(topic);
    }
  }

  async #readNewest(): Promise<string> {
    return new RequestTransaction(this.#em, systemSession, { lane: 'followers' }).inSnapshot(readLastPosition);
  }

  /** Seals written events. Returns the milliseconds until the next run. A failure is retried. */
  async #seal(): Promise<number> {
    if (!this.#listener.isConnected) return tryAgainAfter;
    const sealed = await sealEvents(this.#listener).catch((error: unknown) => {
      this.#log.warn({ err: error }, 'Sealing events failed; it is tried again');
      return undefined;
    });
    if (sealed === undefined) return tryAgainAfter;
    return sealed > 0 ? 0 : longestSleep;
  }

  /** While disconnected, events may have been sealed without a notification. */
  #connected(): void {
    this.#topics.wakeAll();
    this.#wake.emit('sealed');
    this.#sealing.wake();
    void this.#meetServer();
  }

  /** After a failover, events in memory may not exist on the new server. */
  async #meetServer(): Promise<void> {
    this.#topics.since = undefined;
    const met = await readServer(this.#listener).catch(() => undefined);
    if (!met) return;
    if (this.#server !== undefined && met.server !== this.#server) this.#topics.forgetAll();
    this.#server = met.server;
    this.#topics.since = met.since ?? undefined;
  }

  #sealed(): void {
    if (this.#topics.since === undefined) void this.#meetServer();
    this.#wake.emit('sealed');
    this.#wakeAgain = true;
    this.#waking ??= this.#wakeConcerned().finally(() => (this.#waking = undefined));
  }

  async #wakeConcerned(): Promise<void> {
    while (this.#wakeAgain && !this.#sealing.signal.aborted) {
      this.#wakeAgain = false;
      await this.#topics.wakeConcerned().catch((error: unknown) => {
        this.#log.error({ err: error }, 'Waking followers failed; all of them are woken');
        this.#topics.wakeAll();
      });
    }
  }
}
