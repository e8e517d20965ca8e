import type { ExecutionResult } from 'graphql';
import type { Context } from '../../../access/context.js';
import type { Lane, Leave } from '../../../database/connections/lane.js';

/** Answers that share a context. */
const mostAnswers = 64;

interface Asked {
  /** Whose answers these are: everybody in a batch may see the same. */
  audience: string;
  /** Where a batch waits for its turn. */
  lane: Lane;
  open: () => Context;
}

/**
 * Answers for one audience that begin at the same moment read in one snapshot, and what one of them loaded serves the
 * others: a follower far behind receives many events that concern the same few objects. While a batch is under way, those
 * who come gather for the next one. A statement that fails ends the snapshot for all of a batch.
 */
export class AnswerBatches {
  readonly #present = new Map<string, AnswerBatch>();

  async answer(asked: Asked, execute: (context: Context) => Promise<ExecutionResult>): Promise<ExecutionResult> {
    const { audience } = asked;
    for (let present = this.#present.get(audience); present; present = this.#present.get(audience)) {
      if (present.isOpen) return present.answer(execute);
      await present.ended;
    }
    const batch = new AnswerBatch(asked);
    this.#present.set(audience, batch);
    void batch.ended.then(() => this.#present.delete(audience));
    return batch.answer(execute);
  }
}

class AnswerBatch {
  readonly #opened: Promise<Context>;
  readonly #end = Promise.withResolvers<void>();
  #joined = 0;
  #left = 0;
  #isOpen = true;

  constructor({ lane, open }: Asked) {
    this.#opened = this.#openInTurn(lane, open);
    this.#opened.catch(() => this.#close());
  }

  /** Whether it takes one more: nothing was read yet, so that nobody reads what was before their event. */
  get isOpen(): boolean {
    return this.#isOpen && this.#joined < mostAnswers;
  }

  get ended(): Promise<void> {
    return this.#end.promise;
  }

  async answer(execute: (context: Context) => Promise<ExecutionResult>): Promise<ExecutionResult> {
    this.#joined += 1;
    try {
      return await execute(await this.#opened);
    } finally {
      this.#left += 1;
      this.#endIfLeft();
    }
  }

  async #openInTurn(lane: Lane, open: () => Context): Promise<Context> {
    const leave = await lane.enter();
    const context = open();
    // What is read in this turn leaves at its end.
    setImmediate(() => this.#close());
    void this.ended.then(() => finish(context, leave));
    return context;
  }

  #close(): void {
    this.#isOpen = false;
    this.#endIfLeft();
  }

  #endIfLeft(): void {
    if (!this.#isOpen && this.#left === this.#joined) this.#end.resolve();
  }
}

async function finish({ db }: Context, leave: Leave): Promise<void> {
  await db.finish().finally(leave);
}
