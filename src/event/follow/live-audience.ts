import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SealedEvent } from '../sealed/sealed-event.js';

/** What an audience receives of one event, as text. */
export interface EventText {
  readonly position: bigint;
  readonly text: string;
}

/** Somebody who has all there is and receives what comes, without asking for each event. */
export interface LiveFollower {
  /** Followers of a topic with the same key receive the same. */
  readonly audience: string;
  /** What the audience receives of an event; undefined where each of them has to be answered alone. */
  answer: (event: SealedEvent) => Promise<string | undefined>;
  /** Sends without waiting; returns false where nothing more should be sent before that has gone. */
  deliver: (texts: readonly EventText[]) => boolean;
  /** Resolves once what the follower took before has been sent, or with the signal. */
  free: (signal: AbortSignal) => Promise<void>;
}

interface Member {
  follower: LiveFollower;
  last: bigint;
  goOn: () => void;
}

/** Events that are answered at once for an audience, and leave in one packet. */
const eventsAtOnce = 16;
/** Followers that are served in one turn of the event loop: thousands do not stop whatever else there is. */
const servedInATurn = 1_000;

/** Followers who receive the same. An event is answered once for all of them, and sent to each in a plain loop. */
export class LiveAudience {
  readonly #members = new Set<Member>();
  readonly #onFault: (error: unknown) => void;
  #waiting: SealedEvent[] = [];
  #isTelling = false;

  /** `onFault` is called with a fault of ours: after it everybody reads alone, and nothing is lost. */
  constructor(onFault: (error: unknown) => void) {
    this.#onFault = onFault;
  }

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  /** Serves a follower that has all events up to `last` with what comes; resolves with its last position once it has to continue alone. */
  serve(follower: LiveFollower, last: string, signal: AbortSignal): Promise<string> {
    return new Promise((resolve) => {
      const member = { follower, last: BigInt(last), goOn: () => undefined as void };
      const leave = () => member.goOn();
      member.goOn = () => {
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
    if (!this.#isTelling) void this.#tellAll();
  }

  /** Everybody reads alone again, from where they are. */
  release(): void {
    this.#waiting = [];
    for (const { goOn } of this.#members) goOn();
  }

  async #tellAll(): Promise<void> {
    this.#isTelling = true;
    try {
      while (this.#waiting.length > 0) await this.#tellSome(this.#waiting.splice(0, eventsAtOnce));
    } catch (error) {
      this.#onFault(error);
      this.release();
    } finally {
      this.#isTelling = false;
    }
  }

  async #tellSome(events: SealedEvent[]): Promise<void> {
    const texts = await this.#answer(events);
    await this.#send(texts.flatMap((one) => (one ? [one] : [])));
    if (texts.includes(undefined)) this.release();
  }

  /** The texts of these events, up to the first one of which each has a text of its own. */
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
      // Who came while the events were answered may have had some of them.
      const own = member.last < first.position ? texts : texts.filter(({ position }) => member.last < position);
      if (own.length === 0) continue;
      const isFree = member.follower.deliver(own);
      member.last = last.position;
      if (!isFree) member.goOn();
      count += 1;
      if (count % servedInATurn === 0) await nextTurn();
    }
  }
}
