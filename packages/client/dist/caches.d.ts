/** `possibleTypes` of Apollo Client’s InMemoryCache. */
export declare const possibleTypes: Record<string, string[]>;
/**
 * `typePolicies` of Apollo Client’s InMemoryCache: what has no id is part of what holds it, and the pages of a list are
 * one list.
 */
export declare const typePolicies: Record<string, object>;
/** `keys` of urql’s cacheExchange: what has no id is part of what holds it. */
export declare const keys: Record<string, () => null>;
