import { EventEmitter, once } from 'node:events';
import type { Session } from '../../database/session/session.js';
import { LiveAudience, type LiveFollower } from './live-audience.js';
import type { EventHeader } from '../sealed/sealed-event.js';
import type { EventPage } from '../sealed/events.sql.js';
import type { SealedEvent } from '../sealed/sealed-event.js';
import { type EventScope, isOfScope } from '../sealed/event-scope.sql.js';
import { isBefore } from '../sealed/event-position.sql.js';

/** Number of events that a topic keeps for subscribers that are slightly behind. */
const kept = 1_000;

/** Milliseconds for which a page is shared with other subscribers at the same position. */
const pageHolds = 2_000;

/** Reads the log for topics. */
export interface TopicReader {
  /**
   * Returns the page after a position that the subscribers may see; up to `upTo` there are no other events for them.
   */
  page: (session: Session, scope: EventScope, position: string) => Promise<EventPage>;
  /** Returns the position of the newest event. */
  last: (session: Session) => Promise<string>;
  /** The position up to which events were distributed to all topics; undefined before the first. */
  handedOut: () => string | undefined;
  /** Reports a fault of the gateway, after which subscribers read separately. */
  fault: (error: unknown) => void;
}

/**
 * The shared state of all subscribers with the same access and scope: a thousand people without a token that follow the
 * published lists are one topic. It reads each event once, and only after something happened that may concern it.
 */
export class EventTopic {
  readonly key: string;
  /** The session in which its subscribers read the log. */
  readonly session: Session;
  readonly #scope: EventScope;
  readonly #log: TopicReader;
  readonly #wake = new EventEmitter().setMaxListeners(0);
  followers = 0;
  wakes = 0;
  /** All events of the scope after `#from` up to `#to`. */
  #events: SealedEvent[] = [];
  #from: string | undefined;
  #to = '0';
  #stale = true;
  /** Whether it has every distributed event of its scope, so that it can continue from the next distributed ones. */
  #inStep = false;
  #reading: Promise<void> | undefined;
  readonly #pages = new Map<string, Promise<EventPage>>();
  /** Subscribers that have all events and receive new ones directly. */
  readonly #audiences = new Map<string, LiveAudience>();

  /**
   * With `since` it has everything up to that position and accepts events that are distributed after it; otherwise it
   * reads first.
   */
  constructor(key: string, session: Session, scope: EventScope, log: TopicReader, since?: string) {
    this.key = key;
    this.session = session;
    this.#scope = scope;
    this.#log = log;
    if (since === undefined) return;
    this.#from = this.#to = since;
    this.#stale = false;
    this.#inStep = true;
  }

  /** Whether an event may belong to this topic. Whether its subscribers may see the event is checked elsewhere. */
  concerns({ type, subjectId }: EventHeader): boolean {
    const { types, subjectIds } = this.#scope;
    return (!types || types.includes(type)) && (!subjectIds || subjectIds.includes(subjectId));
  }

  /** Whether it can accept the next distributed events; otherwise it reads them. */
  get isInStep(): boolean {
    return this.#inStep && !this.#reading;
  }

  /** Accepts events that were read once for many topics: all that its subscribers may see, up to `upTo`. */
  take(events: readonly SealedEvent[], upTo: string): void {
    const own = events.filter((event) => isOfScope(this.#scope, event) && isBefore(this.#to, event.position));
    if (own.length === 0) return;
    this.#append(own, upTo);
    this.#sendToLive();
  }

  wake(): void {
    this.#stale = true;
    this.#inStep = false;
    this.#sendToLive();
    if (this.#audiences.size > 0) void this.#readForAudiences();
  }

  /** Discards events in memory, because a failover may have lost them. */
  forget(): void {
    this.#events = [];
    this.#from = undefined;
    this.#pages.clear();
    // The next page starts after the position of some of them.
    for (const audience of this.#audiences.values()) audience.release();
    this.wake();
  }

  #sendToLive(): void {
    this.wakes += 1;
    this.#wake.emit('stale');
  }

  /** Resolves once it was woken more than `wakes` times, or when the subscriber leaves. */
  async awake(wakes: number, signal: AbortSignal): Promise<void> {
    if (this.wakes === wakes && !signal.aborted) await once(this.#wake, 'stale', { signal }).catch(() => undefined);
  }

  /**
   * Sends new events directly to a subscriber that has everything up to `last`. Resolves with its last position when it
   * has to read separately again; undefined if it has to do so at once.
   */
  async serve(follower: LiveFollower, last: string, signal: AbortSignal): Promise<string | undefined> {
    const isBehind = this.#from === undefined || isBefore(last, this.#from) || this.#eventsAfter(last).length > 0;
    if (isBehind || this.#stale || this.#reading || signal.aborted) return undefined;
    const key = follower.audience;
    const audience = this.#audiences.get(key) ?? new LiveAudience(this.#log.fault);
    this.#audiences.set(key, audience);
    const position = await audience.serve(follower, last, signal);
    if (audience.isEmpty && this.#audiences.get(key) === audience) this.#audiences.delete(key);
    return position;
  }

  /**
   * Reads events for subscribers that receive them directly. If that fails, each of them reads separately and gets the
   * error.
   */
  async #readForAudiences(): Promise<void> {
    try {
      while (this.#stale || this.#reading) await this.#read();
    } catch {
      for (const audience of this.#audiences.values()) audience.release();
    }
  }

  #read(): Promise<void> {
    this.#reading ??= this.#readOn().finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  /**
   * Returns the events after a position as soon as there are some: from memory, or from the log for a subscriber that
   * is behind.
   */
  async after(position: string): Promise<EventPage> {
    for (;;) {
      if (this.#from !== undefined && isBefore(position, this.#from)) return this.#pageAfter(position);
      const events = this.#eventsAfter(position);
      if (events.length > 0) return { events, upTo: (events.at(-1) as SealedEvent).position, full: false };
      if (!this.#stale && !this.#reading) return { events, upTo: this.#to, full: false };
      await this.#read();
    }
  }

  /** Returns the events in memory after a position, by binary search. */
  #eventsAfter(position: string): SealedEvent[] {
    let [low, high] = [0, this.#events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(position, (this.#events[middle] as SealedEvent).position)) high = middle;
      else low = middle + 1;
    }
    return this.#events.slice(low);
  }

  /** Shares a page between subscribers at the same position. */
  #pageAfter(position: string): Promise<EventPage> {
    const known = this.#pages.get(position);
    if (known) return known;
    const page = this.#log.page(this.session, this.#scope, position);
    this.#pages.set(position, page);
    const forget = () => this.#pages.delete(position);
    page.catch(forget);
    setTimeout(forget, pageHolds).unref();
    return page;
  }

  #append(events: readonly SealedEvent[], upTo: string): void {
    this.#to = upTo;
    this.#events.push(...events);
    const dropped = this.#events.splice(0, this.#events.length - kept);
    this.#from = dropped.at(-1)?.position ?? this.#from;
    for (const audience of this.#audiences.values()) audience.deliver(events);
  }

  /** Reads the next page. If it is full there may be more, which subscribers request after they have delivered it. */
  async #readOn(): Promise<void> {
    this.#stale = false;
    try {
      this.#from ??= this.#to = await this.#log.last(this.session);
      const { events, upTo, full } = await this.#log.page(this.session, this.#scope, this.#to);
      if (this.#from === undefined) return;
      this.#append(events, upTo);
      this.#stale ||= full;
      const handedOut = this.#log.handedOut();
      this.#inStep = !this.#stale && handedOut !== undefined && !isBefore(upTo, handedOut);
    } catch (error) {
      this.#stale = true;
      throw error;
    }
  }
}
