import type { Listener } from '../database/connections/listener.js';
import { type Clock, isMovable } from '../kernel/clock.js';
import { dayOf } from '../kernel/values/dates.js';

/** Milliseconds during which signals are collected, because one operation usually writes several times. */
const gathering = 100;
/**
 * Milliseconds between two checks of the clock while nothing happens, for a movable clock and for the system's own,
 * which is rarely set. The checks do not query the database.
 */
const looks = { movable: 250, usual: 2_000 };
/** Accuracy of a due time in milliseconds. */
const precision = 10;
/** Work that received no signal runs after this many milliseconds anyway. */
const longestSleep = 600_000;
/** A clock that deviates by more than this many milliseconds from the expected time was moved. */
const moved = 2_000;

/** The signals and the time when some work started to look for what is due. */
export interface Mark {
  wakes: number;
  day: string;
  at: number;
  offset: number;
}

/** Work that waits since its mark, until `next` at most. */
interface Sleeper {
  mark: Mark;
  next: Date | undefined;
  wake: () => void;
}

/**
 * Wakes background work: after a write that may make something due, at the start of a day, at a requested time, and
 * when the clock was moved as in the sandbox. Nothing else queries the database for due work.
 */
export class Alarm {
  readonly #clock: Clock;
  readonly #interval: number;
  readonly #sleepers = new Set<Sleeper>();
  #wakes = 0;
  /** The next check of all sleeping work, and its time. */
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

  /**
   * Returns the current mark. It is taken before the work looks for what is due, so that later signals wake the work
   * again.
   */
  mark(): Mark {
    const now = this.#clock.now();
    return { wakes: this.#wakes, day: dayOf(now), at: Date.now(), offset: now.getTime() - Date.now() };
  }

  /** Waits until something may have become due since `mark`, or until `next`. */
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

/** Returns the milliseconds until the sleeping work has to be woken, at most `most`. */
function restOf({ next }: Sleeper, now: Mark, most: number): number {
  if (next === undefined) return most;
  return Math.min(most, Math.max(precision, next.getTime() - now.at - now.offset));
}
