import type { ExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import { WrittenResult } from '../../execution/written-result.js';

/** Caches the JSON text of each answer, which is written once for all sockets that receive it. */
export class AnswerTexts {
  readonly #written = new WeakMap<ExecutionResult, string>();

  textOf(result: ExecutionResult, shown: (error: GraphQLError) => GraphQLFormattedError): string {
    if (result instanceof WrittenResult) return result.text;
    const known = this.#written.get(result);
    if (known !== undefined) return known;
    const text = JSON.stringify({ ...result, ...(result.errors && { errors: result.errors.map(shown) }) });
    this.#written.set(result, text);
    return text;
  }
}
