import { type ExecutionResult, GraphQLError } from 'graphql';
import { interruptedBefore, StreamInterrupted } from '../../../event/follow/stream-interrupted.js';

/** Codes of faults of the gateway, not of the client. */
const ours = new Set(['INTERNAL', 'UNAVAILABLE']);

type Answer = (event: unknown) => Promise<ExecutionResult>;
type CodeOf = (error: GraphQLError) => unknown;

/**
 * Number of events that are answered before earlier results are taken, so that a subscriber that is far behind does not
 * wait for each event.
 */
const mostAhead = 32;

type Result = IteratorResult<ExecutionResult, undefined>;

/**
 * Yields one result for each event, in order. If the gateway fails to answer one, the results end with
 * `StreamInterrupted`, so that the client reconnects and receives that event again.
 */
export function liveResults(
  source: AsyncIterable<unknown>,
  answer: Answer,
  codeOf: CodeOf,
): AsyncIterableIterator<ExecutionResult> {
  const answers = new AnswersAhead(source, async (event) => {
    const result = await answer(event).catch((error: unknown) => {
      throw interruptedBefore(event, error);
    });
    const fault = result.errors?.find((error) => ours.has(String(codeOf(error))));
    if (fault) throw interruptedBefore(event, fault);
    return result;
  });
  const results: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      try {
        return await answers.take();
      } catch (error) {
        await answers.end();
        throw error instanceof GraphQLError ? error : new StreamInterrupted(undefined, error);
      }
    },
    return: async () => {
      await answers.end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => results,
  };
  return results;
}

/** Answers further events while earlier results are being sent. */
class AnswersAhead {
  readonly #events: AsyncIterator<unknown>;
  readonly #answer: Answer;
  readonly #ahead: Promise<Result>[] = [];
  #isReading = false;
  #isOver = false;

  constructor(source: AsyncIterable<unknown>, answer: Answer) {
    this.#events = source[Symbol.asyncIterator]();
    this.#answer = answer;
  }

  /** Returns the result of the next event. */
  async take(): Promise<Result> {
    this.#readAhead();
    const first = this.#ahead.shift();
    this.#readAhead();
    return first ?? { done: true, value: undefined };
  }

  async end(): Promise<void> {
    this.#isOver = true;
    this.#ahead.length = 0;
    await this.#events.return?.();
  }

  #readAhead(): void {
    if (this.#isReading || this.#isOver || this.#ahead.length >= mostAhead) return;
    this.#isReading = true;
    const next = this.#events.next();
    const result = next.then(async ({ done, value }): Promise<Result> => {
      return done ? { done, value: undefined } : { done: false, value: await this.#answer(value) };
    });
    // The caller that awaits the result gets the error; this only avoids an unhandled rejection.
    result.catch(() => undefined);
    this.#ahead.push(result);
    next.then(
      ({ done }) => this.#continue(done === true),
      () => this.#continue(true),
    );
  }

  #continue(isOver: boolean): void {
    this.#isReading = false;
    this.#isOver ||= isOver;
    this.#readAhead();
  }
}

/** For a transport that has no message for an operation that ends with errors: yields the errors as the last result. */
export function endingInBand(results: AsyncIterableIterator<ExecutionResult>): AsyncIterableIterator<ExecutionResult> {
  let ended = false;
  const inBand: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      if (ended) return { done: true, value: undefined };
      try {
        return await results.next();
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        ended = true;
        return { done: false, value: { errors: [error] } };
      }
    },
    return: async () => {
      await results.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => inBand,
  };
  return inBand;
}

/** Passes each result to `send`. The caller only gets the end, or the error that ends the results. */
export function sendingEach(
  results: AsyncIterableIterator<ExecutionResult>,
  send: (result: ExecutionResult) => Promise<void>,
): AsyncIterableIterator<ExecutionResult> {
  const sending: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      for (;;) {
        const { done, value } = await results.next();
        if (done) return { done: true, value: undefined };
        await send(value);
      }
    },
    return: async () => {
      await results.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => sending,
  };
  return sending;
}
