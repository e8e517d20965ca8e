import type { Listener } from '../../database/connections/listener.js';

/**
 * Tracks changes of published data. Each change starts a new generation. While the database connection is down there is
 * no generation, and nothing is answered from memory.
 */
export class PublicationWatch {
  readonly #listener: Listener;
  #counted = 0;

  /** Must be created before the listener starts. */
  constructor(listener: Listener) {
    this.#listener = listener;
    listener.on('published', () => (this.#counted += 1));
    listener.onConnected(() => (this.#counted += 1));
  }

  /** Undefined while the listener is not connected. */
  get generation(): number | undefined {
    return this.#listener.isConnected ? this.#counted : undefined;
  }
}
