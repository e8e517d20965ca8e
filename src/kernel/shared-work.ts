/**
 * Does the same work once for all who ask for it at the same time. Who asks while it is being done gets what is done
 * next, with all others who wait: nobody is answered with what was read before the question.
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
