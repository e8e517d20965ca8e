export interface AdaptiveBounds {
  least: number;
  most: number;
  /** Milliseconds within which an operation is done where there is no lack of processors. */
  inTime: number;
}

/** By how much the limit shrinks. */
const backOff = 0.7;

/**
 * How many operations may be at work at once. A gateway does not know how many others share its processors, so it uses
 * what it sees: one more for each round that was done in time, fewer as soon as an operation took longer (additive increase,
 * multiplicative decrease, as TCP and Netflix's concurrency-limits do).
 */
export class AdaptiveLimit {
  readonly #bounds: AdaptiveBounds;
  #limit: number;
  #shrankAt = Number.NEGATIVE_INFINITY;

  constructor(bounds: AdaptiveBounds) {
    this.#bounds = bounds;
    this.#limit = bounds.most;
  }

  get present(): number {
    return Math.floor(this.#limit);
  }

  /** Learns from an operation that was at work for so many milliseconds. */
  learn(took: number, now = performance.now()): void {
    const { least, most, inTime } = this.#bounds;
    if (took <= inTime) this.#limit = Math.min(most, this.#limit + 1 / this.#limit);
    // Those that were at work together are one sign, not several.
    else if (now - this.#shrankAt > inTime) {
      this.#limit = Math.max(least, this.#limit * backOff);
      this.#shrankAt = now;
    }
  }
}
