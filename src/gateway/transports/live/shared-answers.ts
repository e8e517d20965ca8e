import type { ExecutionResult } from 'graphql';

/** Milliseconds for which the answer to an event serves the others that wait for it. */
const answerHolds = 1_000;

/** Answers each event once for each audience, whatever the number of sockets and streams. */
export class SharedAnswers {
  readonly #answers = new WeakMap<object, Map<string, Promise<ExecutionResult>>>();

  answer(event: object, audience: string, execute: () => Promise<ExecutionResult>): Promise<ExecutionResult> {
    const answers = this.#answers.get(event) ?? new Map<string, Promise<ExecutionResult>>();
    this.#answers.set(event, answers);
    const known = answers.get(audience);
    if (known) return known;
    const answer = execute();
    answers.set(audience, answer);
    // What failed is tried again for the next one who asks.
    const forget = () => answers.delete(audience);
    answer.then(({ errors }) => errors && forget(), forget);
    // A follower that is sent it later receives the state of then.
    setTimeout(forget, answerHolds).unref();
    return answer;
  }
}
