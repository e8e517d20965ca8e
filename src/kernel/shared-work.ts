/**
 * Does the same work once for all callers that ask at the same time. A caller that asks while the work is running
 * shares the next run with all others who wait, so that no one gets data that was read before the question.
 */
export class SharedWork<Result> {
  readonly #running = new Map<string, Promise<Result>>();
  readonly #next = new Map<string, Promise<Result>>();

  run(key: string, work: () => Promise<Result>): Promise<Result> {
    const next = this.#next.get(key);
    if (next) return next;
    const running = this.#running.get(key);
    if (!running) return this.#begin(key, work);
    const begin = () => {
      this.#next.delete(key);
      return this.#begin(key, work);
    };
    const after = running.then(begin, begin);
    this.#next.set(key, after);
    return after;
  }

  #begin(key: string, work: () => Promise<Result>): Promise<Result> {
    const begun = work().finally(() => this.#running.delete(key));
    this.#running.set(key, begun);
    return begun;
  }
}
