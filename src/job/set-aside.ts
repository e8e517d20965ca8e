/** Milliseconds until an item that failed is tried again: twice as long with each failure. */
const firstPause = 2_000;
const longestPause = 3_600_000;
/** Where so many items fail, it is the job or what it depends on, and no single item. */
const mostItems = 200;

/** The items of one job that failed in this gateway, and from when on each is tried again. */
export class SetAside {
  readonly #items = new Map<string, { until: number; pause: number }>();
  readonly #report: (item: string, error: unknown) => void;

  constructor(report: (item: string, error: unknown) => void) {
    this.#report = report;
  }

  /** Those that are not to be tried at present. */
  ids(): string[] {
    const now = performance.now();
    return [...this.#items].filter(([, { until }]) => until > now).map(([id]) => id);
  }

  /** Those that are to be tried again now, for a job whose `find` would not find them. */
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

  /** Milliseconds until the first of them is tried again. */
  next(): number | undefined {
    const now = performance.now();
    const left = [...this.#items.values()].map(({ until }) => until - now).filter((time) => time > 0);
    return left.length > 0 ? Math.min(...left) : undefined;
  }
}
