import { createHash } from 'node:crypto';
import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import { documentRules } from './document-rules.js';
import { checkSize, type DocumentLimits, tooDeep, tooLarge } from './document-size.js';
import { shortenMessage } from '../shorten-message.js';

/** A document that was parsed and validated: either it can be executed, or it has faults. */
export interface KnownDocument {
  document: DocumentNode | undefined;
  faults: readonly GraphQLError[];
  /** Number of lexical tokens; 0 if the document could not be parsed. */
  tokens: number;
}

/** Maximum number of tokens of all cached documents. A token takes about 200 bytes of memory. */
const mostTokens = 200_000;
const mostDocuments = 5_000;
/** Weight of a refused document in the cache: its tree is not kept. */
const weightOfRefused = 100;
/** Validation stops after this many errors: a client corrects the first ones first. */
const mostErrors = 10;

/**
 * Parses, measures and validates each document once, for all transports. Refused documents are remembered too, so that
 * the same document is never validated twice.
 */
export class KnownDocuments {
  readonly #schema: GraphQLSchema;
  readonly #known = new LRUCache<string, KnownDocument>({
    max: mostDocuments,
    maxSize: mostTokens,
    sizeCalculation: ({ document, tokens }) => (document ? Math.max(tokens, 1) : weightOfRefused),
  });

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** Returns the document with this hash if it was read before. */
  find(hash: string): KnownDocument | undefined {
    return this.#known.get(hash);
  }

  /** Returns an executable document, whether it was read for a signed-in or an anonymous client. */
  admitted(hash: string): DocumentNode | undefined {
    return (this.#known.get(hash) ?? this.#known.get(anonymousKey(hash)))?.document;
  }

  /** Parses and validates a text within limits, and caches the result. */
  read(text: string, hash: string, limits: DocumentLimits): KnownDocument {
    const read = this.#read(text, limits);
    this.#known.set(hash, read);
    return read;
  }

  #read(text: string, limits: DocumentLimits): KnownDocument {
    let document: DocumentNode;
    try {
      document = parse(text, { maxTokens: limits.tokens });
    } catch (error) {
      return refused([syntaxFault(error, limits)]);
    }
    const tokens = document.tokenCount ?? 0;
    try {
      checkSize(document, limits);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return refused([error], tokens);
    }
    const faults = validate(this.#schema, document, documentRules, { maxErrors: mostErrors });
    if (faults.length > 0) return refused(faults.map(invalid), tokens);
    return { document, faults: [], tokens };
  }
}

/** Cache key for clients without a token. Their limits are different, so their documents are cached separately. */
export function anonymousKey(hash: string): string {
  return `${hash} anonymous`;
}

/** Clients send the same few texts again and again, so the hash of each text is cached. */
const hashes = new LRUCache<string, string>({ max: 500 });
const longestKept = 4_000;

export function hashOf(text: string): string {
  const known = hashes.get(text);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(text).digest('hex');
  if (text.length <= longestKept) hashes.set(text, hash);
  return hash;
}

function refused(faults: readonly GraphQLError[], tokens = 0): KnownDocument {
  return { document: undefined, faults, tokens };
}

/** A document that overflows the parser's stack is the client's fault. The message does not quote the engine. */
function syntaxFault(error: unknown, { tokens }: DocumentLimits): GraphQLError {
  if (error instanceof RangeError) return tooDeep();
  if (!(error instanceof GraphQLError)) throw error;
  return /contains more tha[nt] \d+ tokens/.test(error.message) ? tooLarge('tokens', tokens) : invalid(error);
}

const badInput = { code: 'BAD_USER_INPUT', http: { status: 400 } };

/** Copies the error without its nodes, which would keep the whole document in memory. */
function invalid({ message, locations }: GraphQLError): GraphQLError {
  const error = new GraphQLError(shortenMessage(message), { extensions: badInput });
  return Object.defineProperty(error, 'locations', { value: locations, enumerable: true });
}
