import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type DocumentNode, getOperationAST, type GraphQLSchema } from 'graphql';
import type { Clock } from '../../kernel/clock.js';
import { negotiatedMediaType } from '../../http/graphql-media-type.js';
import { etagOf, isKnown } from '../../http/representation.js';
import { dayOf } from '../../kernel/values/dates.js';
import { clientNameOf, type OperationObserver } from '../../http/observed-operation.js';
import type { Budget } from '../../http/limits/budget.js';
import type { Client } from '../../http/limits/client-key.js';
import { costReport } from '../../http/limits/cost-report.js';
import { publicViewer } from '../../access/viewer.js';
import type { RecipientLists } from '../memory/recipient-lists.js';
import { type Answer, ByteCache } from './byte-cache.js';
import type { PublicationWatch } from './publication-watch.js';
import { publicOperation } from './public-operation.js';
import { type CompiledList, compileList } from './compiled-list.js';

interface Asked {
  key: string;
  type: string;
  query: string;
  operationName: string | undefined;
  variables: Record<string, unknown>;
}

interface Means {
  schema: GraphQLSchema;
  watch: PublicationWatch;
  lists: RecipientLists;
  clock: Clock;
  budget: Budget;
  operations: OperationObserver;
}

interface Known {
  document: DocumentNode;
  list: CompiledList | undefined;
}

/**
 * Milliseconds after a publication by this gateway in which its own next request must see it, even before the database
 * has sent the notification.
 */
const settling = 250;
/** Cost of composing a page from rows in memory, which takes a tenth of a millisecond. Cached answers cost nothing. */
const costOfPage = 10;
const mostDocuments = 500;

/**
 * Answers requests without a token from memory. Published data does not change until the next publication, so such
 * answers are cached as bytes and sent before GraphQL runs. All other requests are passed on.
 */
export class AnswersFromMemory {
  #schema: GraphQLSchema;
  #watch: PublicationWatch;
  #lists: RecipientLists;
  #clock: Clock;
  #budget: Budget;
  #operations: OperationObserver;
  #cache = new ByteCache();
  #documents = new Map<string, Known | null>();
  #begun = new WeakMap<FastifyRequest, { asked: Asked; generation: number }>();
  #unsettledUntil = 0;

  constructor({ schema, watch, lists, clock, budget, operations }: Means) {
    this.#schema = schema;
    this.#watch = watch;
    this.#lists = lists;
    this.#clock = clock;
    this.#budget = budget;
    this.#operations = operations;
  }

  serve(app: FastifyInstance): void {
    app.addHook('preHandler', (request, reply, done) => {
      if (request.routeOptions.url !== '/graphql' || !this.#answer(request, reply)) done();
    });
    app.addHook('onSend', (request, reply, payload, done) => {
      const begun = this.#begun.get(request);
      const kept = begun && this.#keep(begun, reply, payload);
      if (kept && request.method === 'GET') {
        const body = withCost(kept, costOfKept);
        if (!describeForCaches(request, reply, body)) return done(null, body);
        reply.code(304);
        return done(null, '');
      } else if (request.headers.authorization && isMutation(request)) this.#unsettledUntil = Date.now() + settling;
      done(null, payload);
    });
  }

  #answer(request: FastifyRequest, reply: FastifyReply): boolean {
    const { generation } = this.#watch;
    if (generation === undefined || request.headers.authorization !== undefined) return false;
    if (this.#unsettledUntil > 0 && Date.now() < this.#unsettledUntil) return false;
    const asked = this.#read(request);
    if (!asked) return false;
    const client = { viewer: publicViewer, address: request.ip };
    const kept = this.#cache.get(generation, asked.key);
    const found = kept ?? this.#compose(generation, asked, client);
    if (!found) {
      this.#begun.set(request, { asked, generation });
      return false;
    }
    this.#send(request, reply, found, client, kept ? 0 : costOfPage);
    return true;
  }

  #send(request: FastifyRequest, reply: FastifyReply, found: Answer, client: Client, cost: number): void {
    const { body, type, operation, document } = found;
    const asker = { role: publicViewer.role, client: clientNameOf(request.headers) };
    this.#operations.observe(
      { operation, kind: 'query', ...asker, transport: 'http', document },
      reply.elapsedTime / 1_000,
    );
    reply.header('x-cache', 'hit');
    const isGet = request.method === 'GET';
    const answer = withCost(body, isGet ? costOfKept : costReport(this.#budget, client, cost));
    if (isGet && describeForCaches(request, reply, answer)) return void reply.code(304).send();
    reply.header('content-type', type).send(answer);
  }

  #read(request: FastifyRequest): Asked | undefined {
    const given = (request.method === 'GET' ? request.query : request.body) as Record<string, unknown> | undefined;
    if (typeof given?.['query'] !== 'string' || given['extensions'] !== undefined) return undefined;
    const type = negotiatedMediaType(request);
    if (!type) return undefined;
    const variables = readVariables(given['variables'], request.method);
    const { operationName: name = null } = given;
    if (!variables || (name !== null && typeof name !== 'string')) return undefined;
    const operationName = name || undefined;
    const query = given['query'];
    const language = request.headers['accept-language'] ?? '';
    const day = dayOf(this.#clock.now());
    const key = [day, language, type, operationName ?? '', JSON.stringify(variables), query].join('\0');
    return { key, type, query, operationName, variables };
  }

  /**
   * Composes a page of a list in memory from serialized rows. A client that has exceeded its burst or limit waits, or
   * is refused, as for any other operation.
   */
  #compose(generation: number, { key, type, query, operationName, variables }: Asked, client: Client) {
    if (!this.#budget.hasAtOnce(client, costOfPage)) return undefined;
    const known = this.#documents.get(`${operationName ?? ''}\0${query}`);
    const body = known?.list?.(this.#lists, generation, variables);
    if (!known || !body) return undefined;
    this.#budget.charge(client, costOfPage);
    const answer: Answer = { body, type, ...named(known, operationName) };
    if (this.#cache.isAskedAgain(key)) this.#cache.set(generation, key, answer);
    return answer;
  }

  /**
   * Caches an answer of GraphQL if it only contains constants and has no errors, and returns its bytes; otherwise
   * undefined.
   */
  #keep({ asked, generation }: { asked: Asked; generation: number }, reply: FastifyReply, payload: unknown) {
    if (reply.statusCode !== 200 || typeof payload !== 'string') return undefined;
    const known = this.#know(asked);
    // The cost belongs to this request only, so it is not cached with the answer.
    const { extensions: _, ...answer } = JSON.parse(payload) as { extensions?: object; errors?: object };
    if (!known || answer.errors) return undefined;
    const body = Buffer.from(`${JSON.stringify(answer)}\n`);
    if (generation === this.#watch.generation)
      this.#cache.set(generation, asked.key, { body, type: asked.type, ...named(known, asked.operationName) });
    return body;
  }

  #know({ query, operationName }: Asked): Known | null {
    const name = `${operationName ?? ''}\0${query}`;
    const found = this.#documents.get(name);
    if (found !== undefined) return found;
    const document = publicOperation(this.#schema, query, operationName);
    const known = document ? { document, list: compileList(this.#schema, document, operationName) } : null;
    if (this.#documents.size >= mostDocuments) this.#documents.clear();
    this.#documents.set(name, known);
    return known;
  }
}

function named({ document }: Known, operationName: string | undefined): Pick<Answer, 'operation' | 'document'> {
  return { operation: getOperationAST(document, operationName)?.name?.value, document };
}

/**
 * The cost in a cacheable answer: the same bytes for all clients. What the client may still spend is in the headers.
 */
const costOfKept = { asked: 0 };

function withCost(body: Buffer, cost: object): Buffer {
  const ending = `,"extensions":{"cost":${JSON.stringify(cost)}}}\n`;
  return Buffer.concat([body.subarray(0, -closing.length), Buffer.from(ending)]);
}

/** The end of every cached answer. */
const closing = '}\n';

/** Lets caches store a public answer that they have to revalidate. Returns whether the client already has it. */
function describeForCaches(request: FastifyRequest, reply: FastifyReply, body: string | Buffer): boolean {
  const etag = etagOf(body);
  reply.header('cache-control', 'public, no-cache').header('etag', etag);
  reply.header('vary', 'Accept, Accept-Language, Authorization');
  return isKnown(request, etag);
}

/** Parses variables: an object, or its JSON text with GET; undefined for anything else, which has to be refused. */
function readVariables(given: unknown, method: string): Record<string, unknown> | undefined {
  if (given === undefined || given === null) return {};
  if (typeof given === 'object') return given as Record<string, unknown>;
  if (method !== 'GET') return undefined;
  if (given === '') return {};
  try {
    const parsed: unknown = JSON.parse(String(given));
    return typeof parsed === 'object' ? ((parsed ?? {}) as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isMutation({ routeOptions, body }: FastifyRequest): boolean {
  const query = (body as { query?: unknown } | undefined)?.query;
  return routeOptions.url === '/graphql' && typeof query === 'string' && query.includes('mutation');
}
