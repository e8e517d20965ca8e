import { type ExecutionArgs, type ExecutionResult, print } from 'graphql';
import type { Context } from '../../access/context.js';
import { Role } from '../../access/role.js';

/** Milliseconds for which the answer to an event serves the others that wait for it. */
const answerHolds = 1_000;

/** Who gets the same answer to the same event. */
export interface Audience {
  /** Who asked the same, in the same language and role, for the same subject, with the same scopes; without a token, everybody. */
  shared: string;
  /** The same account besides: for answers that depend on it. */
  own: string;
}

export function audienceOf({ contextValue, document, variableValues, operationName }: ExecutionArgs): Audience {
  const { viewer, language } = contextValue as Context;
  const { role, accountId, subjectId, credential } = viewer;
  const asked = [role, subjectId, credential?.scopes, language, print(document), variableValues, operationName];
  const shared = JSON.stringify(asked);
  return { shared, own: role === Role.PUBLIC ? shared : JSON.stringify([accountId, credential?.grant, shared]) };
}

/** Returns each event once for each audience, and writes it once, whatever the number of sockets and streams. */
export class SharedAnswers {
  readonly #answers = new WeakMap<object, Map<string, Promise<ExecutionResult>>>();
  readonly #written = new WeakMap<ExecutionResult, string>();

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
    // Anyone who hears of it later is told how things are then.
    setTimeout(forget, answerHolds).unref();
    return answer;
  }

  /** The text of an answer. */
  textOf(result: ExecutionResult, write: (result: ExecutionResult) => unknown): string {
    const known = this.#written.get(result);
    if (known !== undefined) return known;
    const text = JSON.stringify(write(result));
    this.#written.set(result, text);
    return text;
  }
}
