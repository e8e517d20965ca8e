/** Milliseconds until a failed item is retried; doubled with each failure. */
const firstPause = 2_000;
const longestPause = 3_600_000;
/** If this many items fail, the job or what it depends on is at fault, and not a single item. */
const mostItems = 200;

/** The failed items of one job in this gateway, with the time at which each one is retried. */
export class SetAside {
  readonly #items = new Map<string, { until: number; pause: number }>();
  readonly #report: (item: string, error: unknown) => void;

  constructor(report: (item: string, error: unknown) => void) {
    this.#report = report;
  }

  /** Returns the items that must not be tried yet. */
  ids(): string[] {
    const now = performance.now();
    return [...this.#items].filter(([, { until }]) => until > now).map(([id]) => id);
  }

  /** Returns the items that are to be retried now, for a job whose `find` would not return them. */
  due(): string[] {
    const now = performance.now();
    return [...this.#items].filter(([, { until }]) => until <= now).map(([id]) => id);
  }

  add(id: string, error: unknown): void {
    this.#report(id, error);
    const known = this.#items.get(id);
    const pause = known ? Math.min(known.pause * 2, longestPause) : firstPause;
    this.#items.set(id, { until: performance.now() + pause, pause });
    if (this.ids().length >= mostItems) throw new Error(`${mostItems} items of this job failed`, { cause: error });
  }

  forget(ids: readonly string[]): void {
    for (const id of ids) this.#items.delete(id);
  }

  /** Returns the milliseconds until the first item is retried. */
  next(): number | undefined {
    const now = performance.now();
    const left = [...this.#items.values()].map(({ until }) => until - now).filter((time) => time > 0);
    return left.length > 0 ? Math.min(...left) : undefined;
  }
}
