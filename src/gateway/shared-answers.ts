import { type ExecutionArgs, type ExecutionResult, print } from 'graphql';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';

/** Milliseconds for which the answer to an event serves the others that wait for it. */
const answerHolds = 1_000;

/**
 * Who gets the same answer to the same event: who asked the same, in the same language, as the same account in the same
 * role and with the same scopes. Without a token that is everybody.
 */
export function audienceOf({ contextValue, document, variableValues, operationName }: ExecutionArgs): string {
  const { viewer, language } = contextValue as Context;
  const { role, accountId, subjectId, credential } = viewer;
  const who = role === Role.PUBLIC ? [role] : [role, accountId, subjectId, credential?.scopes, credential?.grant];
  return JSON.stringify([who, language, print(document), variableValues, operationName]);
}

/** Answers each event once for each audience, and writes it once, whatever the number of sockets and streams. */
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
