import type { AttemptEnd } from './file-attempts.js';

/** Milliseconds of a pause, by how many there were of late, this one included. */
type PauseAfter = (times: number) => number;

/** Until a file is tried again, each time twice as long. */
const doubling =
  (first: number, longest: number): PauseAfter =>
  (times) =>
    Math.min(longest, first * 2 ** (times - 1));

export const afterEnd: Record<AttemptEnd, PauseAfter> = {
  // The machine may have room again.
  NOT_COUNTED: doubling(10_000, 10_000),
  // A database that comes and goes for some minutes does not use up what a file is tried.
  INTERRUPTED: doubling(1_000, 30_000),
  FAILED: doubling(1_000, 1_000),
};

/** People try some files until one can be read. Each further one takes the machine from everybody else. */
const unreadableWithoutPause = 10;
export const afterUnreadable: PauseAfter = (times) =>
  Math.min(30_000, Math.max(0, times - unreadableWithoutPause) * 1_000);

/** Milliseconds after a pause in which another one of the same key is a further one. */
const rememberedFor = 600_000;

/** Files whose work broke off, or senders of files that cannot be read, wait for a while, and take no place from others meanwhile. */
export class Pauses {
  readonly #waiting = new Map<string, { times: number; until: number }>();

  add(key: string, pauseAfter: PauseAfter): void {
    const times = (this.#waiting.get(key)?.times ?? 0) + 1;
    this.#waiting.set(key, { times, until: performance.now() + pauseAfter(times) });
  }

  /** Those of the files whose pause is over. */
  over<File>(files: readonly File[], keyOf: (file: File) => string): File[] {
    const now = performance.now();
    for (const [key, { until }] of this.#waiting) if (until < now - rememberedFor) this.#waiting.delete(key);
    return files.filter((file) => (this.#waiting.get(keyOf(file))?.until ?? 0) <= now);
  }

  /** Milliseconds until the next pause is over, but at most so many. */
  nextWithin(most: number): number {
    const left = [...this.#waiting.values()].map(({ until }) => until - performance.now());
    return Math.min(most, ...left.filter((milliseconds) => milliseconds > 0));
  }
}
