import type { Listener } from '../database/connections/listener.js';

/** What is not finished yet, here or on another gateway. */
const unfinished = {
  submission: `select from submission where status in ('QUEUED', 'PROCESSING')`,
  list_import: `select from list_import where status in ('QUEUED', 'CHECKING', 'CONFIRMED')`,
};

/**
 * Whether a runner of files should look for work: when it was woken, and otherwise only where something is unfinished
 * that a gateway may have left. That is asked on the connection that is open anyway; looking opens one of its own, which
 * takes more than a hundred such questions.
 */
export class LookOut {
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

  /** While the database is away there is nothing to do either; a new connection wakes. */
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
