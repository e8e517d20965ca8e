import type { Listener } from '../database/connections/listener.js';

/** Selects unfinished files of all gateways. */
const unfinished = {
  submission: `select from submission where status in ('QUEUED', 'PROCESSING')`,
  list_import: `select from list_import where status in ('QUEUED', 'CHECKING', 'CONFIRMED')`,
};

/**
 * Decides whether a runner should look for work: when it was woken, and otherwise only where an unfinished file exists,
 * which an ended gateway may have left. This query uses the listener's open connection; looking for work opens another
 * one, which costs more than a hundred such queries.
 */
export class WorkCheck {
  readonly #listener: Listener;
  readonly #question: string;
  #woken = true;

  constructor(listener: Listener, table: keyof typeof unfinished) {
    this.#listener = listener;
    this.#question = `select exists (${unfinished[table]}) as left`;
  }

  wake(): void {
    this.#woken = true;
  }

  /** Returns false while the database is unreachable, as a new connection wakes the runner. */
  async isDue(): Promise<boolean> {
    if (this.#woken) {
      this.#woken = false;
      return true;
    }
    if (!this.#listener.isConnected) return false;
    const [found] = await this.#listener.query<{ left: boolean }>(this.#question);
    return found?.left ?? false;
  }
}
