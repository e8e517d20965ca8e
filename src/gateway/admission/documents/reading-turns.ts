import { setImmediate as nextTurn } from 'node:timers/promises';
import { FairGate } from '../../../http/limits/gate/fair-gate.js';

/** Documents of one client, and of all, that wait to be read; beyond it UNAVAILABLE. */
const limits = { total: 1, perClient: 1, waitingPerClient: 100, waiting: 1_000, longestWait: 10_000 };

/** No document takes longer, except in a process that is starved. */
const longestPause = 100;

/**
 * Reading a document occupies the process while it serves nobody else. So documents that are not known yet are read one
 * after the other, in turn for each client, and after each one the process does other work for as long as that took.
 */
export class ReadingTurns {
  readonly #gate = new FairGate(limits);

  async run<Result>(client: string, read: () => Result): Promise<Result> {
    const leave = await this.#gate.enter(client);
    await nextTurn();
    const began = performance.now();
    try {
      return read();
    } finally {
      setTimeout(leave, Math.min(performance.now() - began, longestPause)).unref();
    }
  }
}
