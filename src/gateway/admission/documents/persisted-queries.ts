import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import { hashOf } from './known-documents.js';
import type { TrustedDocuments } from './trusted-documents.js';

const mostCharacters = 4_000_000;

/** Automatic persisted queries: a client sends a document once, and later only its SHA-256 hash. */
export class PersistedQueries {
  readonly #trusted: TrustedDocuments | undefined;
  readonly #texts = new LRUCache<string, string>({
    maxSize: mostCharacters,
    sizeCalculation: (text) => text.length,
  });

  constructor(trusted?: TrustedDocuments) {
    this.#trusted = trusted;
  }

  /** Returns the text of a request: its own, or the stored text for its hash. */
  textOf(query: string | undefined, extensions: unknown): string | undefined {
    const asked = (extensions as { persistedQuery?: unknown } | null | undefined)?.persistedQuery;
    if (asked === undefined || asked === null) return query;
    const { version, sha256Hash } = asked as { version?: unknown; sha256Hash?: unknown };
    if (version !== 1 || typeof sha256Hash !== 'string') {
      throw faulty('`extensions.persistedQuery` takes `version: 1` and `sha256Hash`');
    }
    if (query === undefined) return this.#trusted?.find(sha256Hash) ?? this.#texts.get(sha256Hash) ?? notFound();
    if (hashOf(query) !== sha256Hash.toLowerCase()) throw faulty('`sha256Hash` is not the SHA-256 of `query`');
    return query;
  }

  /** Stores a document that may be executed. */
  keep(hash: string, text: string): void {
    this.#texts.set(hash, text);
  }
}

function faulty(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
}

function notFound(): never {
  throw new GraphQLError('PersistedQueryNotFound', {
    extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', http: { status: 200 } },
  });
}
