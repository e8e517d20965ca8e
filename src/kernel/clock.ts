/** The one source of the present: what a deadline is compared with and what an event is dated. */
export interface Clock {
  now: () => Date;
}

/** A clock that tests and the sandbox can set. */
export interface MovableClock extends Clock {
  set: (instant: Date) => void;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that does not move on its own, for tests and for playing a year through in a minute. */
export class SettableClock implements MovableClock {
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

/** A clock that continues ticking from where it was set, so that a newcomer can live through five working days at once. */
export class SandboxClock implements MovableClock {
  /** Milliseconds. */
  ahead = 0;

  constructor(instant?: Date) {
    if (instant) this.set(instant);
  }

  now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  set(instant: Date): void {
    this.ahead = instant.getTime() - Date.now();
  }
}

export function isMovable(clock: Clock): clock is MovableClock {
  return 'set' in clock;
}
