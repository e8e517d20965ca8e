import { EventEmitter, once } from 'node:events';

/** Counts results that are being made or sent. */
export class UnderWay {
  #count = 0;
  /** Absent until somebody waits: there is one of these for each of thousands of subscriptions. */
  #changed: EventEmitter | undefined;

  add(): void {
    this.#count += 1;
  }

  remove(): void {
    this.#count -= 1;
    if (this.#count === 0) this.#changed?.emit('none');
  }

  /** Resolves once there are none, or with the signal. */
  async none(signal: AbortSignal): Promise<void> {
    if (this.#count === 0 || signal.aborted) return;
    this.#changed ??= new EventEmitter();
    await once(this.#changed, 'none', { signal }).catch(() => undefined);
  }
}
