import { setImmediate as nextTurn } from 'node:timers/promises';
import { FairGate } from '../../../http/limits/gate/fair-gate.js';

/** How many documents are read at once and may wait, for one client and in total. Beyond that: UNAVAILABLE. */
const limits = { total: 1, perClient: 1, waitingPerClient: 100, waiting: 1_000, longestWait: 10_000 };

/**
 * Maximum pause after a document, in milliseconds. Reading takes longer only if the process gets too little processor
 * time.
 */
const longestPause = 100;

/**
 * Reading a document blocks the process. So unknown documents are read one at a time, with a fair turn for each client.
 * After each document, the process does other work for as long as the reading took.
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
