import { EventEmitter, once } from 'node:events';
import type { Session } from '../../database/session/session.js';
import { LiveAudience, type LiveFollower } from './live-audience.js';
import type { EventHeader } from '../sealed/sealed-event.js';
import type { EventPage } from '../sealed/events.sql.js';
import type { SealedEvent } from '../sealed/sealed-event.js';
import { type EventScope, isOfScope } from '../sealed/event-scope.sql.js';
import { isBefore } from '../sealed/event-position.sql.js';

/** Events that a topic keeps for anyone who is a little behind. */
const kept = 1_000;

/** Milliseconds for which a page serves other followers that are as far behind. */
const pageHolds = 2_000;

/** The log as topics read it. */
export interface TopicReader {
  /** The page after a position, as the followers may see it: as far as `upTo` there is nothing else for them. */
  page: (session: Session, scope: EventScope, position: string) => Promise<EventPage>;
  /** The position of the newest event. */
  last: (session: Session) => Promise<string>;
  /** As far as events have been handed out to all topics; undefined before the first. */
  handedOut: () => string | undefined;
  /** Notes a fault of ours, after which followers read alone. */
  fault: (error: unknown) => void;
}

/**
 * What is the same for all who may see the same and asked for the same: a thousand people without a token that follow
 * the published lists are one topic. It reads each event once, and only when something happened that may concern it.
 */
export class EventTopic {
  readonly key: string;
  /** As whom its followers see the log. */
  readonly session: Session;
  readonly #scope: EventScope;
  readonly #log: TopicReader;
  readonly #wake = new EventEmitter().setMaxListeners(0);
  followers = 0;
  wakes = 0;
  /** All there is after `#from` up to `#to`. */
  #events: SealedEvent[] = [];
  #from: string | undefined;
  #to = '0';
  #stale = true;
  /** Whether it has everything of its scope that was handed out so far, so that it can continue from what is handed out. */
  #inStep = false;
  #reading: Promise<void> | undefined;
  readonly #pages = new Map<string, Promise<EventPage>>();
  /** Those who have everything and receive what comes. */
  readonly #audiences = new Map<string, LiveAudience>();

  /** With `since` it has everything up to there and takes what is handed out after it; otherwise it reads first. */
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

  /** Whether an event may be of this topic; whether its followers may see it is another question. */
  concerns({ type, subjectId }: EventHeader): boolean {
    const { types, subjectIds } = this.#scope;
    return (!types || types.includes(type)) && (!subjectIds || subjectIds.includes(subjectId));
  }

  /** Whether it can take what is handed out next; otherwise it reads. */
  get isInStep(): boolean {
    return this.#inStep && !this.#reading;
  }

  /** Continues with events that were read once for many topics: all that its followers may see of them, up to `upTo`. */
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

  /** What is in memory may be of a server whose last events were lost with it. */
  forget(): void {
    this.#events = [];
    this.#from = undefined;
    this.#pages.clear();
    // What it reads next begins later than where some of them are.
    for (const audience of this.#audiences.values()) audience.release();
    this.wake();
  }

  #sendToLive(): void {
    this.wakes += 1;
    this.#wake.emit('stale');
  }

  /** Resolves once it was woken more than so many times, or when the follower leaves. */
  async awake(wakes: number, signal: AbortSignal): Promise<void> {
    if (this.wakes === wakes && !signal.aborted) await once(this.#wake, 'stale', { signal }).catch(() => undefined);
  }

  /**
   * Serves a follower that has everything up to `last` with what comes. Resolves with its last position once it has to read by
   * itself again; undefined where it has to do so at once.
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

  /** Reads what is sent to followers who do not ask for it. Where that fails, each of them asks, and gets the fault. */
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

  /** What comes after a position, as soon as there is something: from memory, or read where the follower is behind. */
  async after(position: string): Promise<EventPage> {
    for (;;) {
      if (this.#from !== undefined && isBefore(position, this.#from)) return this.#pageAfter(position);
      const events = this.#eventsAfter(position);
      if (events.length > 0) return { events, upTo: (events.at(-1) as SealedEvent).position, full: false };
      if (!this.#stale && !this.#reading) return { events, upTo: this.#to, full: false };
      await this.#read();
    }
  }

  /** The events in memory that come after a position; they are in its order. */
  #eventsAfter(position: string): SealedEvent[] {
    let [low, high] = [0, this.#events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(position, (this.#events[middle] as SealedEvent).position)) high = middle;
      else low = middle + 1;
    }
    return this.#events.slice(low);
  }

  /** Followers that are equally far behind read the same page together. */
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

  /** Reads the next page; where it is full there may be more, which followers ask for once they have delivered it. */
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
