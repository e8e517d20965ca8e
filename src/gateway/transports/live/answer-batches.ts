import type { ExecutionResult } from 'graphql';
import type { Context } from '../../../access/context.js';
import type { Lane, Leave } from '../../../database/connections/lane.js';

/** Maximum number of answers that share a context. */
const mostAnswers = 64;

interface Asked {
  /** Key of the audience: everybody in a batch has the same access. */
  audience: string;
  /** The lane in which a batch waits for its turn. */
  lane: Lane;
  open: () => Context;
}

/**
 * Answers for one audience that start at the same moment share a snapshot and its loaders: a subscriber that is far
 * behind receives many events about the same few objects. While a batch runs, new answers are collected for the next
 * one. A statement that fails ends the snapshot for the whole batch.
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

  /**
   * Whether the batch accepts another answer. It closes before anything is read, so that no answer is older than its
   * event.
   */
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
    // Closes the batch at the end of this turn of the event loop, before the results of its first statements arrive.
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
