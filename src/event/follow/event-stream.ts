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

/** Milliseconds until a sealing that failed is tried again; a new connection tries at once. */
const tryAgainAfter = 5_000;
/** A notification comes with each event. Should one be lost, the event waits for so many milliseconds. */
const longestSleep = 30_000;

/**
 * Follows the event log: it seals what was committed and wakes the subscribers whom it may concern. Every gateway seals, one
 * at a time: one statement keeps the lock, over some thousand events, outside any transaction. A gateway that is frozen or
 * killed at it holds nothing, and the next one continues. What is new is then read through row security, once for all who may
 * see the same.
 */
export class EventStream {
  #em: EntityManager;
  #listener: Listener;
  #log: FastifyBaseLogger;
  #wake = new EventEmitter().setMaxListeners(0);
  #topics: EventTopics;
  /** Those that are being read. */
  readonly #open = new Set<FollowedEvents>();
  /** Seals; woken when something was written that is not sealed yet. */
  #sealing = new BackgroundLoop();
  /** The server that it listened to last. */
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

  /** Every event of `scope` after `position` (the newest one where absent), first what was missed, then live. */
  follow(viewer: Viewer, scope: EventScope, position?: string): FollowedEvents {
    return new FollowedEvents((followed, left) => this.#follow(viewer, scope, position, left, followed));
  }

  /** Whether the log is known to reach so far; what is not known has to be read. */
  reaches(position: string): boolean {
    return this.#topics.reaches(position);
  }

  /** Calls `listener` whenever something was sealed, here or by another gateway; returns how to end that. */
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
    // A signal made of this one and the stream's own would take a kilobyte for each.
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

  /** Seals what is written; returns for how long to rest. What fails is tried again. */
  async #seal(): Promise<number> {
    if (!this.#listener.isConnected) return tryAgainAfter;
    const sealed = await sealEvents(this.#listener).catch((error: unknown) => {
      this.#log.warn({ err: error }, 'Sealing events failed; it is tried again');
      return undefined;
    });
    if (sealed === undefined) return tryAgainAfter;
    return sealed > 0 ? 0 : longestSleep;
  }

  /** Nobody knows what was sealed while nobody listened. */
  #connected(): void {
    this.#topics.wakeAll();
    this.#wake.emit('sealed');
    this.#sealing.wake();
    void this.#meetServer();
  }

  /** After a failover, what is in memory may never have happened. */
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
