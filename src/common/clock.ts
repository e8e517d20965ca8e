/** The one source of the present: what a deadline is compared with and what an event is dated. */
export interface Clock {
  now: () => Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands where it was set, for tests and for playing a year through in a minute. */
export class SettableClock implements Clock {
  #instant: Date;

  constructor(instant: Date) {
    this.#instant = instant;
  }

  now(): Date {
    return this.#instant;
  }

  set(instant: Date): void {
    this.#instant = instant;
  }
}
