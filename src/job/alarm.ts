import { setTimeout as sleep } from 'node:timers/promises';
import type { Listener } from '../database/connections/listener.js';
import type { Clock } from '../kernel/clock.js';
import { dayOf } from '../kernel/values/dates.js';

/** How often the clock is looked at; nothing is asked of the database. */
const tick = 250;
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

/**
 * Wakes work in the background: when something was written that may be due, when a day begins, at the time that the work
 * names, and when the clock was moved, as in the sandbox. Nothing else asks the database whether something is due.
 */
export class Alarm {
  readonly #clock: Clock;
  #wakes = 0;
  /** All who sleep wait for the same tick, and what is seen then: some dozen jobs sleep in a gateway. */
  #ticking: Promise<Mark> | undefined;

  constructor(clock: Clock, listener: Listener) {
    this.#clock = clock;
    const wake = () => void (this.#wakes += 1);
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
    for (let now = this.mark(); !signal.aborted && !this.#rings(mark, next, now);) {
      this.#ticking ??= this.#tick();
      now = await this.#ticking;
    }
  }

  async #tick(): Promise<Mark> {
    await sleep(tick);
    this.#ticking = undefined;
    return this.mark();
  }

  #rings(mark: Mark, next: Date | undefined, now: Mark): boolean {
    if (now.wakes !== mark.wakes || now.day !== mark.day) return true;
    if (now.at - mark.at > longestSleep || Math.abs(now.offset - mark.offset) > moved) return true;
    return next !== undefined && now.at + now.offset >= next.getTime();
  }
}
