import { setTimeout as sleep } from 'node:timers/promises';
import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type GraphQLError, OperationTypeNode } from 'graphql';
import type { Context } from '../../access/context.js';
import type { Viewer } from '../../access/viewer.js';
import type { AdmittedOperation } from '../admission/operation-admission.js';
import { OperationRefused } from '../admission/operation-refused.js';
import { formatError, nameRequest, shownCode } from '../../http/errors.js';
import { type CostReport, costReport, sendRateLimit } from '../../http/limits/cost-report.js';
import type { Replicas } from '../../database/replicas/replicas.js';
import { positionHeader, wantedBy } from './database-position.js';
import { QueryAnswers } from '../execution/answer-query.js';
import { SharedReads } from '../execution/shared-reads.js';
import { acceptsJson, answerRefused } from './graphql-answer.js';
import type { GraphqlParts } from './graphql-parts.js';
import { operationRequest, refusedRequest } from './operation-request.js';
import { recordRefusals } from '../../http/record-refusals.js';
import { languageOf } from '../../http/accept-language.js';
import { sayErrorIn } from '../../http/say-error.js';
import { openTo } from '../../http/route-access.js';
import { whenSent } from '../../http/limits/when-sent.js';
import { tracedOperation } from './trace-operation.js';
import { urgencyOfRequest } from './urgency.js';

/** What the operation of a request cost, by its snapshot: Apollo hands on a copy of the context. */
const costs = new WeakMap<Context['db'], CostReport>();

/**
 * Queries are executed by `execution/`, mutations by Apollo.
 * A token is refused before anything of the request is read; what it allows is decided field by field.
 */
export async function graphqlRoute(app: FastifyInstance, parts: GraphqlParts): Promise<ApolloServer<Context>> {
  const { schema, contexts, metrics, admission, gate, early, budget, executor, replicas } = parts;
  const shown = formatError(app.log);
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // Only bearer tokens authenticate, never cookies, so a forged cross-site request carries no authority.
    csrfPrevention: false,
    // Admission has read, checked and kept every document before Apollo is asked to execute it.
    persistedQueries: false,
    documentStore: {
      get: async (key) => admission.documents.admitted(key.slice(key.lastIndexOf(':') + 1)),
      set: async () => undefined,
      delete: async () => false,
    },
    formatError: shown,
    plugins: [metrics.plugin(), requestEnd(app.log, replicas), ApolloServerPluginCacheControlDisabled()],
    stopOnTerminationSignals: false,
  });
  await apollo.start();
  const shared = new SharedReads((viewer, language) => contexts.createShared(viewer, language, false));
  const queries = new QueryAnswers(executor, shared, metrics, admission.schemaAnswers, app.log);
  const viewers = new WeakMap<FastifyRequest, Viewer>();
  const clientOf = (request: FastifyRequest) => ({ viewer: viewers.get(request) as Viewer, address: request.ip });
  const readRequest = (request: FastifyRequest) => {
    try {
      return operationRequest(request);
    } catch (error) {
      admission.chargeUnreadable(clientOf(request));
      throw error;
    }
  };
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onSend: async (request, reply) => {
      const viewer = viewers.get(request);
      if (viewer) sendRateLimit(reply, budget, { viewer, address: request.ip });
    },
    ...openTo('The schema decides field by field.', { limitedBy: 'operation admission' }),
    onRequest: async (request, reply) => {
      const viewer = await contexts.viewerOf(request);
      viewers.set(request, viewer);
      if (isLarge(request)) await slowly(() => budget.requireSome(clientOf(request)));
      reply.header('cache-control', 'no-store');
    },
    // A body that cannot be read is charged, too.
    onError: async (request, _, error) => {
      if (!viewers.has(request) || (error.statusCode ?? 500) >= 500) return;
      const client = clientOf(request);
      admission.chargeUnreadable(client);
      await budget.pause(client);
    },
    handler: async (request, reply) => {
      const client = clientOf(request);
      const { viewer } = client;
      const urgency = urgencyOfRequest(viewer, request.method === 'GET' ? request.query : request.body, admission);
      let leave = early.placeOf(request.raw) ?? (await gate.enterFor(client, urgency));
      try {
        const operation = await admission.admit(client, readRequest(request));
        requireMethod(request, operation);
        if (gate.isCostly(operation.cost)) {
          leave();
          leave = await gate.enterFor(client, urgency, operation.cost);
        }
        const language = languageOf(request.headers['accept-language']);
        const wanted = isQuery(operation) ? wantedBy(request) : undefined;
        const cost = costReport(budget, client, operation.cost);
        const open = once(() => contexts.forOperation(viewer, language, request, wanted));
        if (isQuery(operation) && acceptsJson(request)) {
          const isShared = wanted?.position === undefined;
          const asked = { operation, viewer, language, cost, isShared, open };
          const answer = () => tracedOperation(operation.operation, () => queries.answer(request, reply, asked));
          return await admission.quick.timed(operation.document, gate, answer);
        }
        const context = open();
        costs.set(context.db, cost);
        return await tracedOperation(operation.operation, () => execute(apollo, request, reply, operation, context));
      } catch (error) {
        if (!(error instanceof OperationRefused)) throw error;
        if (error.isRateLimited) {
          leave();
          await sleep(refusalPause);
        }
        const language = languageOf(request.headers['accept-language']);
        metrics.countErrors(error.errors.map((fault) => ({ extensions: { code: shownCode(fault) } })));
        return answerRefused(request, reply, error, (fault) => sayErrorIn(language, shown(fault.toJSON(), fault)));
      } finally {
        whenSent(reply, leave);
      }
    },
  });
  return apollo;
}

/** Milliseconds until a client is refused because it asks too often: one that asks again at once asks less. */
const refusalPause = 200;

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}

async function slowly(check: () => void): Promise<void> {
  try {
    check();
  } catch (error) {
    await sleep(refusalPause);
    throw error;
  }
}

/** Small requests are read in any case: they may be answered from memory, which costs nothing. */
function isLarge({ headers }: FastifyRequest): boolean {
  return Number(headers['content-length'] ?? 0) > 4_096 || headers['transfer-encoding'] !== undefined;
}

function isQuery({ operation }: AdmittedOperation): boolean {
  return operation.operation === OperationTypeNode.QUERY;
}

function requireMethod({ method }: FastifyRequest, { operation }: AdmittedOperation): void {
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
    throw refusedRequest(
      400,
      'A subscription runs over a WebSocket at /graphql, or as server-sent events at /graphql/stream',
    );
  }
  if (method === 'GET' && operation.operation === OperationTypeNode.MUTATION) {
    throw refusedRequest(405, 'A mutation is sent with POST');
  }
}

async function execute(
  apollo: ApolloServer<Context>,
  request: FastifyRequest,
  reply: FastifyReply,
  { query, operationName, variables }: AdmittedOperation,
  context: Context,
): Promise<string> {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, String(value));
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: 'POST',
      headers,
      search: '',
      body: { query, variables, ...(operationName && { operationName }) },
    },
    context: async () => context,
  });
  for (const [name, value] of answer.headers) reply.header(name, value);
  reply.code(answer.status ?? 200);
  if (answer.body.kind === 'complete') return answer.body.string;
  throw new Error('Apollo answered in parts, which the schema does not offer');
}

/** The snapshot of the database ends before the answer is sent; what was refused is recorded after it. */
const requestEnd = (log: FastifyBaseLogger, replicas: Replicas | undefined): ApolloServerPlugin<Context> => ({
  requestDidStart: async ({ contextValue }) => {
    const refused: GraphQLError[] = [];
    return {
      didEncounterErrors: async ({ errors }) => {
        nameRequest(errors, contextValue.requestId);
        refused.push(...errors);
      },
      willSendResponse: async ({ response: { http, body } }) => {
        if (body.kind === 'single') {
          const { singleResult } = body;
          const errors = singleResult.errors?.map((error) => sayErrorIn(contextValue.language, error));
          Object.assign(singleResult, { extensions: { cost: costs.get(contextValue.db) }, ...(errors && { errors }) });
        }
        await contextValue.db.end();
        // The answer says no more than it did; that the refusal is not in the event log has to be known.
        await recordRefusals(contextValue, refused).catch((error: unknown) =>
          log.error({ err: error, account: contextValue.viewer.accountId }, 'A refusal could not be recorded'),
        );
        const position = await replicas?.position();
        if (position !== undefined) http.headers.set(positionHeader, String(position));
        const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
        const busy = errors.find(({ extensions }) => extensions?.['code'] === 'UNAVAILABLE');
        if (!busy) return;
        http.status = 503;
        http.headers.set('retry-after', String(busy.extensions?.['retryAfter']));
      },
    };
  },
});
