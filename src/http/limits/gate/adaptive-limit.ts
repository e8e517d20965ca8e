export interface AdaptiveBounds {
  least: number;
  most: number;
  /** Milliseconds in which an operation ends if there are enough processors. */
  inTime: number;
}

/** Factor by which the limit shrinks. */
const backOff = 0.7;

/**
 * Limits how many operations run at once. A gateway does not know how many others share its processors, so the limit
 * adapts: it grows by one for each round of operations that end in time, and shrinks when an operation takes longer
 * (additive increase, multiplicative decrease, as in TCP and Netflix's concurrency-limits).
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

  /** Adapts the limit to an operation that took `took` milliseconds. */
  learn(took: number, now = performance.now()): void {
    const { least, most, inTime } = this.#bounds;
    if (took <= inTime) this.#limit = Math.min(most, this.#limit + 1 / this.#limit);
    // Slow operations that ran together shrink the limit once, not several times.
    else if (now - this.#shrankAt > inTime) {
      this.#limit = Math.max(least, this.#limit * backOff);
      this.#shrankAt = now;
    }
  }
}
