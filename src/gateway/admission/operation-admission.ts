import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { Role } from '../../access/role.js';
import type { Budget } from '../../http/limits/budget.js';
import { type Client, clientKey } from '../../http/limits/client-key.js';
import { accountLimits, anonymousLimits } from './documents/document-size.js';
import { anonymousKey, hashOf, KnownDocuments } from './documents/known-documents.js';
import { OperationCosts } from './operation-costs.js';
import { OperationRefused } from './operation-refused.js';
import { PersistedQueries } from './documents/persisted-queries.js';
import { QuickDocuments } from './documents/quick-documents.js';
import { ReadingTurns } from './documents/reading-turns.js';
import type { TrustedDocuments } from './documents/trusted-documents.js';
import { isShort } from './short-variables.js';
import { badInput, operationOf, type OperationRequest, requireRootField, wellFormed } from './well-formed-request.js';

/** An operation that may be executed. */
export interface AdmittedOperation {
  query: string;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  cost: number;
  /** Cache key for the answer; absent unless the operation is pure introspection. */
  schemaAnswerKey: string | undefined;
}

/** Cost of a document that is refused when it is read. */
const costOfRefused = 5_000;
const costOfRefusedAgain = 500;
/** Cost of any other request that is refused before its operation runs. */
const costOfMalformed = 500;
/** The cost of a cached answer about the schema. */
const costOfKnownAnswer = 100;

/**
 * The only way to execution for HTTP, sockets and server-sent events: parses and validates an operation, checks its
 * limits, computes its cost and charges the client.
 */
export class OperationAdmission {
  readonly #budget: Budget;
  readonly #persisted: PersistedQueries;
  readonly #trusted: TrustedDocuments | undefined;
  readonly #turns = new ReadingTurns();
  readonly #costs: OperationCosts;
  readonly documents: KnownDocuments;
  readonly quick = new QuickDocuments();
  readonly schemaAnswers = new LRUCache<string, string>({
    maxSize: 16_000_000,
    sizeCalculation: ({ length }) => length,
  });

  constructor(schema: GraphQLSchema, budget: Budget, trusted?: TrustedDocuments) {
    this.#costs = new OperationCosts(schema);
    this.#trusted = trusted;
    this.#persisted = new PersistedQueries(trusted);
    this.#budget = budget;
    this.documents = new KnownDocuments(schema);
  }

  /** Admits an operation and charges its cost. Throws OperationRefused. */
  async admit(client: Client, request: OperationRequest): Promise<AdmittedOperation> {
    try {
      return await this.#admit(client, request);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const { code } = error.extensions;
      // The check that finds an operation too complex is work, and it is done again each time.
      const cost = code === 'COMPLEXITY_EXCEEDED' ? costOfRefused : costOfMalformed;
      if (code !== 'RATE_LIMITED') this.#budget.charge(client, cost);
      throw new OperationRefused([error]);
    }
  }

  /** Whether this anonymous document was answered quickly before. Needs only the hash of the text. */
  isQuick(text: string): boolean {
    const document = this.documents.find(anonymousKey(hashOf(text)))?.document;
    return document !== undefined && this.quick.has(document);
  }

  /** Whether a client without a token has sent this document before. */
  isKnown(text: string): boolean {
    return this.documents.find(anonymousKey(hashOf(text))) !== undefined;
  }

  /** Charges a client for a request that could not be read. */
  chargeUnreadable(client: Client): void {
    this.#budget.charge(client, costOfRefused);
  }

  async #admit(client: Client, request: OperationRequest): Promise<AdmittedOperation> {
    const { query: sent, variables, operationName, extensions } = wellFormed(request);
    const query = this.#persisted.textOf(sent, extensions);
    if (query === undefined) throw badInput('The request has no `query`');
    const hash = hashOf(query);
    this.#trusted?.require(hash);
    const document = await this.#documentOf(client, query, hash);
    const operation = operationOf(document, operationName);
    requireRootField(operation);
    const cost = this.#costs.of(document, operation, operationName, variables);
    const key = schemaAnswerKey(operation, hash, operationName, variables);
    const spent = key && this.schemaAnswers.has(key) ? costOfKnownAnswer : cost;
    this.#budget.spend(client, spent);
    if (extensions?.['persistedQuery']) this.#persisted.keep(hash, query);
    return { query, document, operation, operationName, variables, cost: spent, schemaAnswerKey: key };
  }

  async #documentOf(client: Client, query: string, hash: string): Promise<DocumentNode> {
    const anonymous = client.viewer.role === Role.PUBLIC;
    const limits = anonymous ? anonymousLimits : accountLimits;
    const key = anonymous ? anonymousKey(hash) : hash;
    const known = this.documents.find(key);
    if (!known) this.#budget.spend(client, 1);
    const read = () => this.documents.find(key) ?? this.documents.read(query, key, limits);
    const { document, faults, tokens } = known ?? (await this.#turns.run(clientKey(client), read));
    if (!known) this.#budget.charge(client, tokens);
    if (document) return document;
    this.#budget.charge(client, known ? costOfRefusedAgain : costOfRefused);
    throw new OperationRefused(faults, { ofDocument: true });
  }
}

/**
 * Returns the cache key of a pure introspection query, whose answer is the same for all clients; undefined for any
 * other operation. Tools send the same few introspection queries.
 */
function schemaAnswerKey(
  { selectionSet, operation }: OperationDefinitionNode,
  hash: string,
  operationName: string | undefined,
  variables: Record<string, unknown>,
): string | undefined {
  const asksForSchema = selectionSet.selections.every(
    (selection) => selection.kind === Kind.FIELD && /^__(schema|type)$/.test(selection.name.value),
  );
  if (!asksForSchema || operation !== OperationTypeNode.QUERY || !isShort(variables)) return undefined;
  return `${hash} ${operationName ?? ''} ${JSON.stringify(variables)}`;
}
