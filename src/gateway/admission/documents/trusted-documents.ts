import { GraphQLError } from 'graphql';
import { hashOf } from './known-documents.js';

/** The only documents that are executed, by their SHA-256 hash. Used if the operator configured trusted documents. */
export class TrustedDocuments {
  readonly #texts: ReadonlyMap<string, string>;

  constructor(documents: Iterable<string>) {
    this.#texts = new Map(Array.from(documents, (text) => [hashOf(text), text]));
  }

  find(hash: string): string | undefined {
    return this.#texts.get(hash.toLowerCase());
  }

  /** Refuses a document that is not in the list, before it is parsed. */
  require(hash: string): void {
    if (!this.#texts.has(hash)) throw notInList();
  }
}

function notInList(): GraphQLError {
  return new GraphQLError(
    'This gateway executes trusted documents alone, and this one is not in its list. Give the document to the operator of the gateway.',
    { extensions: { code: 'PERSISTED_QUERY_NOT_IN_LIST', http: { status: 400 } } },
  );
}
