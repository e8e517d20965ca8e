import { schemaFacts } from './generated/schema-facts.js';

/** `possibleTypes` of Apollo Client’s InMemoryCache. */
export const possibleTypes: Record<string, string[]> = schemaFacts.possibleTypes;

/** The arguments that make two lists different; the others page through one. */
const keyArgs = ['filter', 'orderBy', 'noticeId', 'subject', 'earlier', 'later'];

interface Connection {
  nodes?: readonly unknown[];
  edges?: readonly unknown[];
}

/** Puts a page after those before it. A page without `after` begins the list again. */
function mergePages(
  existing: Connection | undefined,
  incoming: Connection,
  { args }: { args: Record<string, unknown> | null },
): Connection {
  if (!existing || !args?.['after']) return incoming;
  const joined = (name: 'nodes' | 'edges') =>
    incoming[name] && { [name]: [...(existing[name] ?? []), ...(incoming[name] ?? [])] };
  return { ...existing, ...incoming, ...joined('nodes'), ...joined('edges') };
}

/**
 * `typePolicies` of Apollo Client’s InMemoryCache: what has no id is part of what holds it, and the pages of a list are
 * one list.
 */
export const typePolicies: Record<string, object> = {
  ...Object.fromEntries(schemaFacts.withoutId.map((type) => [type, { keyFields: false, merge: true }])),
  Query: { fields: Object.fromEntries(schemaFacts.lists.map((field) => [field, { keyArgs, merge: mergePages }])) },
};

/** `keys` of urql’s cacheExchange: what has no id is part of what holds it. */
export const keys: Record<string, () => null> = Object.fromEntries(
  [...schemaFacts.withoutId, ...schemaFacts.wrappers].map((type) => [type, () => null]),
);
