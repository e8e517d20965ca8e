import type { AttemptEnd } from './file-attempts.js';

/** Milliseconds until a file is tried again, the first time and at most; each time twice as long. */
const pauses: Record<AttemptEnd, { first: number; longest: number }> = {
  // The machine may have room again.
  NOT_COUNTED: { first: 10_000, longest: 10_000 },
  // A database that comes and goes for some minutes does not use up what a file is tried.
  INTERRUPTED: { first: 1_000, longest: 30_000 },
  FAILED: { first: 1_000, longest: 1_000 },
};

/** Milliseconds after a pause in which another one of the same file is a further one. */
const rememberedFor = 600_000;

/** Files whose work broke off wait for a while, and take no place from others meanwhile. */
export class Pauses {
  readonly #waiting = new Map<string, { times: number; until: number }>();

  /** Another attempt broke off. */
  add(id: string, end: AttemptEnd): void {
    const times = (this.#waiting.get(id)?.times ?? 0) + 1;
    const { first, longest } = pauses[end];
    this.#waiting.set(id, { times, until: performance.now() + Math.min(longest, first * 2 ** (times - 1)) });
  }

  /** Those of the files whose pause is over. */
  over<File extends { id: string }>(files: readonly File[]): File[] {
    const now = performance.now();
    for (const [id, { until }] of this.#waiting) if (until < now - rememberedFor) this.#waiting.delete(id);
    return files.filter(({ id }) => (this.#waiting.get(id)?.until ?? 0) <= now);
  }

  /** Milliseconds until the next pause is over, but at most so many. */
  nextWithin(most: number): number {
    const left = [...this.#waiting.values()].map(({ until }) => until - performance.now());
    return Math.min(most, ...left.filter((milliseconds) => milliseconds > 0));
  }
}
