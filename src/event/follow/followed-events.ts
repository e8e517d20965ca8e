import type { LiveFollower } from './live-audience.js';
import type { SealedEvent } from '../sealed/sealed-event.js';

/** Reads events until the signal aborts. A given follower receives new events directly. */
export type ReadEvents = (events: FollowedEvents, left: AbortSignal) => AsyncGenerator<SealedEvent, undefined>;

/** The events of one subscription: read by `next`, or delivered directly to a follower. */
export class FollowedEvents implements AsyncIterableIterator<SealedEvent> {
  readonly #left = new AbortController();
  readonly #events: AsyncGenerator<SealedEvent, undefined>;
  #follower: LiveFollower | undefined;

  constructor(read: ReadEvents) {
    this.#events = read(this, this.#left.signal);
  }

  get follower(): LiveFollower | undefined {
    return this.#follower;
  }

  /** Once the follower has all events, it receives new ones directly; `next` returns the others, and the end. */
  deliverDirectly(follower: LiveFollower): void {
    this.#follower = follower;
  }

  next(): Promise<IteratorResult<SealedEvent, undefined>> {
    return this.#events.next();
  }

  /** A waiting generator cannot be stopped; the signal wakes it. */
  leave(): void {
    this.#left.abort();
  }

  return(): Promise<IteratorResult<SealedEvent, undefined>> {
    this.leave();
    return this.#events.return(undefined);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
