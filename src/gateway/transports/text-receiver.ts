import { EventEmitter, once } from 'node:events';
import type { EventText } from '../../event/follow/live-audience.js';

/** Where the results of a subscription go as text. */
export interface TextReceiver {
  /** Resolves once the text has gone. */
  send: (payload: string) => Promise<void>;
  /** Sends all of these at once and does not wait; returns false where nothing more should come before they have gone. */
  deliver: (texts: readonly EventText[]) => boolean;
}

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
