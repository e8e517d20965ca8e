import type { ExecutionResult } from 'graphql';

/** Milliseconds for which the answer to an event is cached for other subscribers. */
const answerHolds = 1_000;

/** Answers each event once for each audience, regardless of the number of sockets and streams. */
export class SharedAnswers {
  readonly #answers = new WeakMap<object, Map<string, Promise<ExecutionResult>>>();

  answer(event: object, audience: string, execute: () => Promise<ExecutionResult>): Promise<ExecutionResult> {
    const answers = this.#answers.get(event) ?? new Map<string, Promise<ExecutionResult>>();
    this.#answers.set(event, answers);
    const known = answers.get(audience);
    if (known) return known;
    const answer = execute();
    answers.set(audience, answer);
    // An answer that failed is computed again for the next subscriber.
    const forget = () => answers.delete(audience);
    answer.then(({ errors }) => errors && forget(), forget);
    // A subscriber that receives the event later gets the state of that later time.
    setTimeout(forget, answerHolds).unref();
    return answer;
  }
}
