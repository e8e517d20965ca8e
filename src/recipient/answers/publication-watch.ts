import type { Listener } from '../../database/connections/listener.js';

/**
 * Knows whether anything published has changed. Each change starts a new generation; while the database cannot be asked
 * of changes there is none, and nothing is answered from memory.
 */
export class PublicationWatch {
  readonly #listener: Listener;
  #counted = 0;

  /** To be made before the listener starts. */
  constructor(listener: Listener) {
    this.#listener = listener;
    listener.on('published', () => (this.#counted += 1));
    listener.onConnected(() => (this.#counted += 1));
  }

  /** Undefined while we are not listening. */
  get generation(): number | undefined {
    return this.#listener.isConnected ? this.#counted : undefined;
  }
}
