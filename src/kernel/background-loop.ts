import { setTimeout as sleep } from 'node:timers/promises';

/** Work that goes on in the background from `start` until `stop`, which lets the step in hand end. */
export class BackgroundLoop {
  readonly #stopped = new AbortController();
  #ended: Promise<unknown> = Promise.resolve();

  /** Aborted by `stop`. */
  get signal(): AbortSignal {
    return this.#stopped.signal;
  }

  start(work: (signal: AbortSignal) => Promise<unknown>): void {
    this.#ended = work(this.signal);
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#ended;
  }

  /** Waits so many milliseconds, or until `stop` or `woken`. Without `ref`, the process does not wait for it. */
  async pause(milliseconds: number, { woken, ref = true }: { woken?: AbortSignal; ref?: boolean } = {}): Promise<void> {
    const signal = woken ? AbortSignal.any([this.signal, woken]) : this.signal;
    await sleep(milliseconds, undefined, { signal, ref }).catch(() => undefined);
  }
}
