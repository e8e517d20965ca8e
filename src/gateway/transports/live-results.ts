import { type ExecutionResult, GraphQLError } from 'graphql';
import { interruptedBefore, StreamInterrupted } from '../../event/stream-interrupted.js';

/** Codes of faults that are ours, not the client's. */
const ours = new Set(['INTERNAL', 'UNAVAILABLE']);

type Answer = (event: unknown) => Promise<ExecutionResult>;
type CodeOf = (error: GraphQLError) => unknown;

/**
 * One result for each event. Where answering one fails on our side, the results end with `StreamInterrupted`, so that
 * the client comes back for that event.
 */
export function liveResults(
  source: AsyncIterable<unknown>,
  answer: Answer,
  codeOf: CodeOf,
): AsyncIterableIterator<ExecutionResult> {
  const events = source[Symbol.asyncIterator]();
  const answerNext = async (): Promise<IteratorResult<ExecutionResult, undefined>> => {
    const event = await events.next();
    if (event.done) return { done: true, value: undefined };
    const result = await answer(event.value).catch((error: unknown) => {
      throw interruptedBefore(event.value, error);
    });
    const fault = result.errors?.find((error) => ours.has(String(codeOf(error))));
    if (fault) throw interruptedBefore(event.value, fault);
    return { done: false, value: result };
  };
  const results: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      try {
        return await answerNext();
      } catch (error) {
        await events.return?.();
        throw error instanceof GraphQLError ? error : new StreamInterrupted(undefined, error);
      }
    },
    return: async () => {
      await events.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => results,
  };
  return results;
}

/** For a transport without a message that ends an operation with errors: they are its last result. */
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

/** Gives each result to `send`, and to the caller only the end or the error that ends them. */
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
