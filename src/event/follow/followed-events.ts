import type { LiveFollower } from './live-audience.js';
import type { SealedEvent } from '../sealed/sealed-event.js';

/** Reads events until it is left; a follower who is given receives what comes and need not ask for it. */
export type ReadEvents = (events: FollowedEvents, left: AbortSignal) => AsyncGenerator<SealedEvent, undefined>;

/** The events that somebody follows: each by `next`, or, for a follower that says so, as they come. */
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

  /** From when it has everything on, the follower receives events directly; `next` gives the rest, and the end. */
  tellDirectly(follower: LiveFollower): void {
    this.#follower = follower;
  }

  next(): Promise<IteratorResult<SealedEvent, undefined>> {
    return this.#events.next();
  }

  /** A generator that waits cannot be asked to stop; the signal wakes it. */
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
