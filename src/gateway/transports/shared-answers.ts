import { hash } from 'node:crypto';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  Kind,
  OperationTypeNode,
  print,
  visit,
} from 'graphql';
import type { Context } from '../../access/context.js';
import { Role } from '../../access/role.js';
import { WrittenResult } from '../execution/written-result.js';

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
  const { text, places } = askedIn(document);
  const given = Object.entries(variableValues ?? {}).filter(([name]) => !places.has(name));
  const shared = digestOf([role, subjectId, credential?.scopes, language, text, given, operationName]);
  return { shared, own: role === Role.PUBLIC ? shared : digestOf([accountId, credential?.grant, shared]) };
}

/** Thousands keep theirs, and the document alone is some hundred characters. */
function digestOf(parts: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(parts), 'base64');
}

interface Asked {
  text: string;
  /** Variables that say after which event to begin, and nothing else: they change no answer. */
  places: ReadonlySet<string>;
}

const known = new WeakMap<DocumentNode, Asked>();

function askedIn(document: DocumentNode): Asked {
  const remembered = known.get(document);
  if (remembered) return remembered;
  const asked = { text: print(document), places: placesIn(document) };
  known.set(document, asked);
  return asked;
}

/** The variables of `after` of the subscribed field that are used nowhere else. */
function placesIn(document: DocumentNode): Set<string> {
  const uses = new Map<string, number>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void uses.set(name.value, (uses.get(name.value) ?? 0) + 1),
  });
  const roots = document.definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.SUBSCRIPTION
      ? one.selectionSet.selections
      : [],
  );
  const places = roots.flatMap((root) =>
    (root.kind === Kind.FIELD ? (root.arguments ?? []) : []).flatMap(({ name, value }) =>
      name.value === 'after' && value.kind === Kind.VARIABLE ? [value.name.value] : [],
    ),
  );
  return new Set(places.filter((name) => uses.get(name) === 1));
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
    // A follower that is sent it later receives the state of then.
    setTimeout(forget, answerHolds).unref();
    return answer;
  }

  /** The text of an answer. */
  textOf(result: ExecutionResult, write: (result: ExecutionResult) => unknown): string {
    if (result instanceof WrittenResult) return result.text;
    const known = this.#written.get(result);
    if (known !== undefined) return known;
    const text = JSON.stringify(write(result));
    this.#written.set(result, text);
    return text;
  }
}
