import { hash } from 'node:crypto';
import { type DocumentNode, type ExecutionArgs, Kind, OperationTypeNode, print, visit } from 'graphql';
import type { Context } from '../../../access/context.js';
import { Role } from '../../../access/role.js';

/** Keys of the subscribers who get the same answer to the same event. */
export interface Audience {
  /**
   * Same for the same operation, variables, language, role, subject and scopes; without a token the same for everybody.
   */
  shared: string;
  /** As `shared`, but also with the same account: for answers that depend on the account. */
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

/** Hashes the parts: thousands of subscriptions keep their key, and the document alone has some hundred characters. */
function digestOf(parts: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(parts), 'base64');
}

interface Asked {
  text: string;
  /** Variables that only give the cursor to start from: they do not change an answer. */
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

/** Returns the variables that are used only as `after` of the subscribed field. */
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
