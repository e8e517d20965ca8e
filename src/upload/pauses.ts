import type { AttemptEnd } from './file-attempts.js';

/** Returns the milliseconds of a pause from the number of recent ones, including this one. */
type PauseAfter = (times: number) => number;

/** Doubles the pause each time, up to a limit. */
const doubling =
  (first: number, longest: number): PauseAfter =>
  (times) =>
    Math.min(longest, first * 2 ** (times - 1));

export const afterEnd: Record<AttemptEnd, PauseAfter> = {
  // By then the machine may have space again.
  NOT_COUNTED: doubling(10_000, 10_000),
  // A database that is unreachable several times in some minutes must not use up the attempts at a file.
  INTERRUPTED: doubling(1_000, 30_000),
  FAILED: doubling(1_000, 1_000),
};

/** People try some files until one can be read. Each further one takes processor time from others. */
const unreadableWithoutPause = 10;
export const afterUnreadable: PauseAfter = (times) =>
  Math.min(30_000, Math.max(0, times - unreadableWithoutPause) * 1_000);

/** Milliseconds after a pause during which the next one of the same key counts as repeated. */
const rememberedFor = 600_000;

/** Delays files whose work failed, and senders of unreadable files; meanwhile they take no place from others. */
export class Pauses {
  readonly #waiting = new Map<string, { times: number; until: number }>();

  add(key: string, pauseAfter: PauseAfter): void {
    const times = (this.#waiting.get(key)?.times ?? 0) + 1;
    this.#waiting.set(key, { times, until: performance.now() + pauseAfter(times) });
  }

  /** Returns the files whose pause is over. */
  over<File>(files: readonly File[], keyOf: (file: File) => string): File[] {
    const now = performance.now();
    for (const [key, { until }] of this.#waiting) if (until < now - rememberedFor) this.#waiting.delete(key);
    return files.filter((file) => (this.#waiting.get(keyOf(file))?.until ?? 0) <= now);
  }

  /** Returns the milliseconds until the next pause is over, at most `most`. */
  nextWithin(most: number): number {
    const left = [...this.#waiting.values()].map(({ until }) => until - performance.now());
    return Math.min(most, ...left.filter((milliseconds) => milliseconds > 0));
  }
}
