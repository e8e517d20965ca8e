import { EventEmitter, once } from 'node:events';

/** Counts results that are being computed or sent. */
export class PendingResults {
  #count = 0;
  /** Created only when somebody waits, because there are thousands of subscriptions. */
  #changed: EventEmitter | undefined;

  add(): void {
    this.#count += 1;
  }

  remove(): void {
    this.#count -= 1;
    if (this.#count === 0) this.#changed?.emit('none');
  }

  /** Resolves once the count is zero, or when the signal aborts. */
  async none(signal: AbortSignal): Promise<void> {
    if (this.#count === 0 || signal.aborted) return;
    this.#changed ??= new EventEmitter();
    await once(this.#changed, 'none', { signal }).catch(() => undefined);
  }
}
