import type { Listener } from '../database/connections/listener.js';
import { type Clock, isMovable } from '../kernel/clock.js';
import { dayOf } from '../kernel/values/dates.js';

/** Milliseconds for which what wakes is gathered: one piece of work mostly writes more than once. */
const gathering = 100;
/**
 * How often the clock is looked at, though nothing woke and nothing is due: one that people move, and the machine's own, which
 * is seldom set. Nothing is asked of the database.
 */
const looks = { movable: 250, usual: 2_000 };
/** A due time is met within so many milliseconds. */
const precision = 10;
/** Work that nothing woke is looked at after so many milliseconds. */
const longestSleep = 600_000;
/** A clock that differs so many milliseconds from what it should show was moved. */
const moved = 2_000;

/** The state of the world when a piece of work began to look for what is due. */
export interface Mark {
  wakes: number;
  day: string;
  at: number;
  offset: number;
}

/** Work that sleeps since its mark, at latest until `next`. */
interface Sleeper {
  mark: Mark;
  next: Date | undefined;
  wake: () => void;
}

/**
 * Wakes work in the background: when something was written that may be due, when a day begins, at the time that the work
 * names, and when the clock was moved, as in the sandbox. Nothing else asks the database whether something is due.
 */
export class Alarm {
  readonly #clock: Clock;
  readonly #interval: number;
  readonly #sleepers = new Set<Sleeper>();
  #wakes = 0;
  /** The next look at all who sleep, and when it will be. */
  #timer: NodeJS.Timeout | undefined;
  #looksAt = Infinity;

  constructor(clock: Clock, listener: Listener) {
    this.#clock = clock;
    this.#interval = isMovable(clock) ? looks.movable : looks.usual;
    const wake = () => {
      this.#wakes += 1;
      if (this.#sleepers.size > 0) this.#lookWithin(gathering);
    };
    for (const channel of ['due', 'event_sealed', 'revocation']) listener.on(channel, wake);
    listener.onConnected(wake);
  }

  /** Taken before the work looks, so that what happens meanwhile wakes it again. */
  mark(): Mark {
    const now = this.#clock.now();
    return { wakes: this.#wakes, day: dayOf(now), at: Date.now(), offset: now.getTime() - Date.now() };
  }

  /** Sleeps until something may be due since `mark`, at latest at `next`. */
  async sleep(mark: Mark, next: Date | undefined, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = () => resolve();
    const sleeper = { mark, next, wake };
    this.#sleepers.add(sleeper);
    signal.addEventListener('abort', wake, { once: true });
    this.#lookWithin(restOf(sleeper, this.mark(), mark.wakes === this.#wakes ? this.#interval : gathering));
    await promise;
    signal.removeEventListener('abort', wake);
    this.#sleepers.delete(sleeper);
    if (this.#sleepers.size === 0) this.#stopLooking();
  }

  #lookWithin(milliseconds: number): void {
    const at = performance.now() + milliseconds;
    if (at >= this.#looksAt) return;
    this.#stopLooking();
    this.#looksAt = at;
    this.#timer = setTimeout(() => this.#look(), milliseconds);
  }

  #stopLooking(): void {
    clearTimeout(this.#timer);
    this.#looksAt = Infinity;
  }

  #look(): void {
    this.#looksAt = Infinity;
    const now = this.mark();
    let rest = this.#interval;
    for (const sleeper of this.#sleepers) {
      if (rings(sleeper, now)) sleeper.wake();
      else rest = restOf(sleeper, now, rest);
    }
    this.#lookWithin(rest);
  }
}

function rings({ mark, next }: Sleeper, now: Mark): boolean {
  if (now.wakes !== mark.wakes || now.day !== mark.day) return true;
  if (now.at - mark.at > longestSleep || Math.abs(now.offset - mark.offset) > moved) return true;
  return next !== undefined && now.at + now.offset >= next.getTime();
}

/** Milliseconds until somebody who sleeps has to be woken, `most` at most. */
function restOf({ next }: Sleeper, now: Mark, most: number): number {
  if (next === undefined) return most;
  return Math.min(most, Math.max(precision, next.getTime() - now.at - now.offset));
}
