import { hash } from 'node:crypto';
import { type DocumentNode, type ExecutionArgs, Kind, OperationTypeNode, print, visit } from 'graphql';
import type { Context } from '../../../access/context.js';
import { Role } from '../../../access/role.js';

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
