import { setTimeout as sleep } from 'node:timers/promises';

/** Background work that runs from `start` or `repeat` until `stop`, which waits for the current step. */
export class BackgroundLoop {
  readonly #stopped = new AbortController();
  #woken = new AbortController();
  #ended: Promise<unknown> = Promise.resolve();

  /** Aborted by `stop`. */
  get signal(): AbortSignal {
    return this.#stopped.signal;
  }

  start(work: (signal: AbortSignal) => Promise<unknown>): void {
    this.#ended = work(this.signal);
  }

  /** Repeats a step. After each one, waits for the milliseconds that it returned, or until `wake`. */
  repeat(step: () => Promise<number>, firstRest = 0): void {
    this.#ended = this.#repeat(step, firstRest);
  }

  /** Signals new work. The current step may have missed it, so another step follows at once. */
  wake(): void {
    this.#woken.abort();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#ended;
  }

  /** Waits for some milliseconds, or until `stop`. With `ref: false` it does not keep the process alive. */
  async pause(milliseconds: number, { ref = true }: { ref?: boolean } = {}): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.signal, ref }).catch(() => undefined);
  }

  async #repeat(step: () => Promise<number>, firstRest: number): Promise<void> {
    let rest = firstRest;
    while (!this.signal.aborted) {
      if (rest > 0) await this.#rest(rest);
      if (this.signal.aborted) return;
      this.#woken = new AbortController();
      rest = await step();
    }
  }

  async #rest(milliseconds: number): Promise<void> {
    const signal = AbortSignal.any([this.signal, this.#woken.signal]);
    await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}
