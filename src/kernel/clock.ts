/** The only source of the current time, for deadlines and for the time of events. */
export interface Clock {
  now: () => Date;
}

/** A clock that tests and the sandbox can set. */
export interface MovableClock extends Clock {
  set: (instant: Date) => void;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that only moves when it is set, for tests and for running through a year in a minute. */
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

/** A clock that continues to run from the time that was set, so that a developer can skip five working days at once. */
export class SandboxClock implements MovableClock {
  /** Milliseconds ahead of the real time. */
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
