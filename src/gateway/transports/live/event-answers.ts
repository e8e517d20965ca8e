import type { DocumentNode, ExecutionArgs, ExecutionResult } from 'graphql';
import type { Context } from '../../../access/context.js';
import { askedForAccount } from '../../../access/shared-viewer.js';
import { Lane } from '../../../database/connections/lane.js';
import type { ContextFactory } from '../../../http/request-context.js';
import { AnswerBatches } from './answer-batches.js';
import type { Audience } from './audience.js';
import type { LiveExecution } from './live-execution.js';
import { SharedAnswers } from './shared-answers.js';

/** Maximum number of batches that are answered at once, for all subscribers. */
const mostAnswers = 8;
/** The same limit for batches that share a snapshot; only a few snapshots are open at once. */
const mostTogether = 256;

/** Answers events for subscribers: once for a whole audience, or once for each account. */
export class EventAnswers {
  readonly #execution: LiveExecution;
  readonly #contexts: ContextFactory;
  readonly #answers = new SharedAnswers();
  readonly #batches = new AnswerBatches();
  /** Documents whose answers were found to depend on the account. */
  readonly #dependOnAccount = new WeakSet<DocumentNode>();
  /**
   * Limits the work, because thousands of subscribers may need an answer of their own at once while other clients ask,
   * too.
   */
  readonly #atOnce = new Lane({ name: 'answers to followers', size: mostAnswers, rank: 0 });
  readonly #together = new Lane({ name: 'answers that are read together', size: mostTogether, rank: 0 });

  constructor(execution: LiveExecution, contexts: ContextFactory) {
    this.#execution = execution;
    this.#contexts = contexts;
  }

  /**
   * Returns the key of the subscribers who receive the same answer: an audience, or an account if answers depend on it.
   */
  keyOf(args: ExecutionArgs, audience: Audience): string {
    return this.#isAlone(args, audience) ? audience.own : audience.shared;
  }

  /** Returns the answer for one subscriber. */
  async answer(args: ExecutionArgs, event: object, audience: Audience): Promise<ExecutionResult> {
    const result = await this.answerAll(args, event, audience);
    return result ?? this.#answerAlone(args, event, audience.own);
  }

  /** Returns the answer for all with the same key; undefined if each of them has to be answered separately. */
  async answerAll(args: ExecutionArgs, event: object, audience: Audience): Promise<ExecutionResult | undefined> {
    if (this.#isAlone(args, audience)) return this.#answerAlone(args, event, audience.own);
    return this.#answerShared(args, event, audience.shared);
  }

  #isAlone({ document }: ExecutionArgs, { shared, own }: Audience): boolean {
    return shared === own || this.#dependOnAccount.has(document);
  }

  /**
   * Returns the answer for all with the same role, subject and scopes; undefined if it depends on the account or has
   * errors.
   */
  async #answerShared(args: ExecutionArgs, event: object, shared: string): Promise<ExecutionResult | undefined> {
    const result = await this.#answers.answer(event, shared, () => this.#answerAsAnybody(args, event, shared));
    if (!result.errors) return result;
    if (result.errors.some(dependsOnAccount)) this.#dependOnAccount.add(args.document);
    return undefined;
  }

  /** Answers in a batch with other answers of this moment; separately if one of the batch failed. */
  async #answerAsAnybody(args: ExecutionArgs, event: object, shared: string): Promise<ExecutionResult> {
    const { viewer, language } = args.contextValue as Context;
    const open = () => this.#contexts.createTogether(viewer, language);
    const result = await this.#batches.answer({ audience: shared, lane: this.#together, open }, (context) =>
      this.#execution.answerEvent(args, event, context),
    );
    if (!result.errors || result.errors.some(dependsOnAccount)) return result;
    const context = this.#contexts.createShared(viewer, language);
    return this.#inTurn(() => this.#execution.executeEvent(args, event, context).finally(() => context.db.finish()));
  }

  /** Answers in a batch with other events for the same account; separately if one of the batch failed. */
  #answerAlone(args: ExecutionArgs, event: object, own: string): Promise<ExecutionResult> {
    return this.#answers.answer(event, own, async () => {
      const open = () => this.#execution.contextOf(args);
      const result = await this.#batches.answer({ audience: own, lane: this.#atOnce, open }, (context) =>
        this.#execution.answerEvent(args, event, context),
      );
      if (!result.errors) return result;
      return this.#inTurn(() => this.#execution.execute({ ...args, rootValue: event }));
    });
  }

  async #inTurn(execute: () => Promise<ExecutionResult>): Promise<ExecutionResult> {
    const leave = await this.#atOnce.enter();
    return execute().finally(leave);
  }
}

function dependsOnAccount({ originalError }: { originalError?: unknown }): boolean {
  return askedForAccount(originalError);
}
