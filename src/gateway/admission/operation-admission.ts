import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { Role } from '../../access/role.js';
import type { Budget } from '../../http/limits/budget.js';
import { checkComplexity } from '../limits.js';
import { type Client, clientKey } from '../../http/limits/client-key.js';
import { accountLimits, anonymousLimits } from './document-size.js';
import { anonymousKey, hashOf, KnownDocuments } from './known-documents.js';
import { OperationRefused } from './operation-refused.js';
import { PersistedQueries } from './persisted-queries.js';
import { QuickDocuments } from './quick-documents.js';
import { ReadingTurns } from './reading-turns.js';
import type { TrustedDocuments } from './trusted-documents.js';
import { variableValues } from './variable-values.js';

/** What a client sends, over any transport. Nothing of it is trusted. */
export interface OperationRequest {
  query?: unknown;
  variables?: unknown;
  operationName?: unknown;
  extensions?: unknown;
}

/** An operation that may be executed. */
export interface AdmittedOperation {
  query: string;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  cost: number;
  /** Under which its answer may be kept; absent where it asks for anything but the schema. */
  schemaAnswerKey: string | undefined;
}

/** What a document costs that was refused: reading it is work for nothing. */
const costOfRefused = 5_000;
const costOfRefusedAgain = 500;
/** What any other request costs that is refused before its operation runs. */
const costOfMalformed = 500;
/** The cost of a cached answer about the schema. */
const costOfKnownAnswer = 100;
/** For each document the costs of so many different variables are kept, where these are short. */
const mostCosts = 200;
const longestKey = 500;

/** The one way to execution for HTTP, sockets and server-sent events: reads, bounds, costs and charges an operation. */
export class OperationAdmission {
  readonly #schema: GraphQLSchema;
  readonly #budget: Budget;
  readonly #persisted: PersistedQueries;
  readonly #trusted: TrustedDocuments | undefined;
  readonly #turns = new ReadingTurns();
  readonly #costs = new WeakMap<DocumentNode, LRUCache<string, number>>();
  readonly documents: KnownDocuments;
  readonly quick = new QuickDocuments();
  readonly schemaAnswers = new LRUCache<string, string>({
    maxSize: 16_000_000,
    sizeCalculation: ({ length }) => length,
  });

  constructor(schema: GraphQLSchema, budget: Budget, trusted?: TrustedDocuments) {
    this.#schema = schema;
    this.#trusted = trusted;
    this.#persisted = new PersistedQueries(trusted);
    this.#budget = budget;
    this.documents = new KnownDocuments(schema);
  }

  /** Throws OperationRefused. */
  async admit(client: Client, request: OperationRequest): Promise<AdmittedOperation> {
    try {
      return await this.#admit(client, request);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const { code } = error.extensions;
      // To find out that an operation is too complex is work, and it is found out each time.
      const cost = code === 'COMPLEXITY_EXCEEDED' ? costOfRefused : costOfMalformed;
      if (code !== 'RATE_LIMITED') this.#budget.charge(client, cost);
      throw new OperationRefused([error]);
    }
  }

  /** Whether what somebody without a token sends was seen to be answered quickly; known before anything of it is read. */
  isQuick(text: string): boolean {
    const document = this.documents.find(anonymousKey(hashOf(text)))?.document;
    return document !== undefined && this.quick.has(document);
  }

  /** Whether somebody without a token has sent this before. */
  isKnown(text: string): boolean {
    return this.documents.find(anonymousKey(hashOf(text))) !== undefined;
  }

  /** What was refused before it was read as a request: it was read for nothing. */
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
    const cost = this.#costOf(document, operation, operationName, variables);
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

  /** What reading costs with variables of the same shape is found out once; whether they fit their types, each time. */
  #costOf(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    operationName: string | undefined,
    variables: Record<string, unknown>,
  ): number {
    const values = variableValues(this.#schema, operation, variables);
    const measure = () => checkComplexity(this.#schema, { document, operation, values });
    if (operation.operation === OperationTypeNode.MUTATION || !isShort(variables)) return measure();
    const key = `${operationName ?? ''} ${shapeOf(variables)}`;
    const known = this.#costs.get(document) ?? new LRUCache<string, number>({ max: mostCosts });
    const cost = known.get(key) ?? measure();
    known.set(key, cost);
    this.#costs.set(document, known);
    return cost;
  }
}

/** Longer texts, and those of several words, may be bounded by more than their length. */
const longestWord = 64;

/** Variables as far as bounds and costs can distinguish them: of one word, its length. */
function shapeOf(variables: Record<string, unknown>): string {
  return JSON.stringify(variables, (_, value: unknown) =>
    typeof value === 'string' && value.length <= longestWord && !/\s/.test(value) ? String([...value].length) : value,
  );
}

function wellFormed({ query, variables, operationName, extensions }: OperationRequest) {
  if (query !== undefined && query !== null && typeof query !== 'string') throw badInput('`query` has to be a string');
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
    throw badInput('`operationName` has to be a string');
  }
  return {
    query: query ?? undefined,
    variables: objectOf('variables', variables) ?? {},
    // GraphQL over HTTP: an empty name is the same as none.
    operationName: operationName || undefined,
    extensions: objectOf('extensions', extensions),
  };
}

/** What the schema says of itself is the same for everybody: tools ask for it in the same few ways. */
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

function objectOf(name: string, value: unknown): Record<string, unknown> | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  throw badInput(`\`${name}\` has to be an object`);
}

function operationOf(document: DocumentNode, operationName: string | undefined): OperationDefinitionNode {
  const operation = getOperationAST(document, operationName);
  if (operation) return operation;
  throw badInput(
    operationName === undefined
      ? 'The document has no operation, or several: name one with `operationName`'
      : 'The document has no operation with the name in `operationName`',
  );
}

/** A subscription has exactly one root field, whatever its variables say. */
function requireRootField({ operation, selectionSet }: OperationDefinitionNode): void {
  if (operation !== OperationTypeNode.SUBSCRIPTION) return;
  const conditional = selectionSet.selections.some((selection) => selection.directives?.length);
  if (conditional || selectionSet.selections[0]?.kind !== Kind.FIELD) {
    throw badInput('A subscription selects its root field directly, without @skip or @include');
  }
}

/** Whether these variables may be a key: to write out all of a large request only to see that it is large takes time. */
export function isShort(variables: Record<string, unknown>): boolean {
  let left = longestKey;
  const take = (value: unknown): void => {
    left -= typeof value === 'string' ? value.length : 1;
    if (typeof value !== 'object' || value === null) return;
    for (const name in value) {
      left -= name.length;
      if (left < 0) return;
      take((value as Record<string, unknown>)[name]);
    }
  };
  take(variables);
  return left >= 0;
}

function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
}
