import { setTimeout as sleep } from 'node:timers/promises';

/** Work that continues in the background from `start` or `repeat` until `stop`, which lets the step in hand end. */
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

  /** Takes a step, rests for as many milliseconds as it returns, or until `wake`, and takes the next one. */
  repeat(step: () => Promise<number>, firstRest = 0): void {
    this.#ended = this.#repeat(step, firstRest);
  }

  /** There is something new to do. A step that is under way may have missed it, so another one follows at once. */
  wake(): void {
    this.#woken.abort();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#ended;
  }

  /** Waits so many milliseconds, or until `stop`. Without `ref`, the process does not wait for it. */
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
