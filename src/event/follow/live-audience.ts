import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SealedEvent } from '../sealed/sealed-event.js';

/** The text that an audience receives for one event. */
export interface EventText {
  readonly position: bigint;
  readonly text: string;
}

/** A subscriber that has all events and receives new ones directly. */
export interface LiveFollower {
  /** Followers of a topic with the same key receive the same texts. */
  readonly audience: string;
  /** Returns the text of an event for the whole audience; undefined if each follower has to be answered separately. */
  answer: (event: SealedEvent) => Promise<string | undefined>;
  /** Sends without waiting. Returns false if nothing more should be sent until these texts have left. */
  deliver: (texts: readonly EventText[]) => boolean;
  /** Resolves once everything that the follower accepted was sent, or when the signal aborts. */
  free: (signal: AbortSignal) => Promise<void>;
}

interface Member {
  follower: LiveFollower;
  last: bigint;
  stopLive: () => void;
}

/** Number of events that are answered together for an audience, and sent in one packet. */
const eventsAtOnce = 16;
/** Number of followers that are served in one turn of the event loop, so that thousands do not block other work. */
const servedInATurn = 1_000;

/**
 * Followers that receive the same texts. An event is answered once for all of them, and sent to each in a simple loop.
 */
export class LiveAudience {
  readonly #members = new Set<Member>();
  readonly #onFault: (error: unknown) => void;
  #waiting: SealedEvent[] = [];
  #isDelivering = false;

  /** `onFault` is called with a fault of the gateway; then all followers read separately, and no event is lost. */
  constructor(onFault: (error: unknown) => void) {
    this.#onFault = onFault;
  }

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  /**
   * Sends new events to a follower that has all events up to `last`. Resolves with its last position when it has to
   * read separately.
   */
  serve(follower: LiveFollower, last: string, signal: AbortSignal): Promise<string> {
    return new Promise((resolve) => {
      const member = { follower, last: BigInt(last), stopLive: () => undefined as void };
      const leave = () => member.stopLive();
      member.stopLive = () => {
        this.#members.delete(member);
        signal.removeEventListener('abort', leave);
        resolve(String(member.last));
      };
      signal.addEventListener('abort', leave);
      this.#members.add(member);
    });
  }

  deliver(events: readonly SealedEvent[]): void {
    this.#waiting.push(...events);
    if (!this.#isDelivering) void this.#deliverAll();
  }

  /** Makes all followers read separately again from their positions. */
  release(): void {
    this.#waiting = [];
    for (const { stopLive } of this.#members) stopLive();
  }

  async #deliverAll(): Promise<void> {
    this.#isDelivering = true;
    try {
      while (this.#waiting.length > 0) await this.#deliverSome(this.#waiting.splice(0, eventsAtOnce));
    } catch (error) {
      this.#onFault(error);
      this.release();
    } finally {
      this.#isDelivering = false;
    }
  }

  async #deliverSome(events: SealedEvent[]): Promise<void> {
    const texts = await this.#answer(events);
    await this.#send(texts.flatMap((one) => (one ? [one] : [])));
    if (texts.includes(undefined)) this.release();
  }

  /** Returns the texts of these events, up to the first one that has to be answered separately. */
  async #answer(events: SealedEvent[]): Promise<(EventText | undefined)[]> {
    const [any] = this.#members;
    if (!any) return [];
    const answers = await Promise.all(
      events.map(async (event) => {
        const text = await any.follower.answer(event).catch(() => undefined);
        return text === undefined ? undefined : { position: BigInt(event.position), text };
      }),
    );
    const end = answers.indexOf(undefined);
    return end < 0 ? answers : answers.slice(0, end + 1);
  }

  async #send(texts: readonly EventText[]): Promise<void> {
    const [first, last] = [texts[0], texts.at(-1)];
    if (!first || !last) return;
    let count = 0;
    for (const member of this.#members) {
      // A follower that joined while the events were answered may already have some of them.
      const own = member.last < first.position ? texts : texts.filter(({ position }) => member.last < position);
      if (own.length === 0) continue;
      const isFree = member.follower.deliver(own);
      member.last = last.position;
      if (!isFree) member.stopLive();
      count += 1;
      if (count % servedInATurn === 0) await nextTurn();
    }
  }
}
