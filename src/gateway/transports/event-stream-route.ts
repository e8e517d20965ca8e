import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionArgs, GraphQLError } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import type { Context } from '../../access/context.js';
import type { Revocations } from '../../access/token/revocations.js';
import { publicViewer } from '../../access/viewer.js';
import { languageOf } from '../../http/accept-language.js';
import { statusOf } from '../../http/errors.js';
import { openTo } from '../../http/route-access.js';
import { StreamInterrupted } from '../../event/follow/stream-interrupted.js';
import { RouteRefused } from '../../kernel/errors/route-refused.js';
import { clientKey } from '../../http/limits/client-key.js';
import { OpenCount } from '../../http/limits/open-count.js';
import { OperationRefused } from '../admission/operation-refused.js';
import { answerRefused } from './graphql-answer.js';
import type { GraphqlParts } from './graphql-parts.js';
import { operationRequest } from './operation-request.js';
import { clientNameOf } from '../../http/observed-operation.js';
import { endingInBand } from './live-results.js';
import { LiveOperations } from './operations.js';
import { type TokenEnd, watchTokenEnd } from '../../access/token/token-end.js';

/** Streams of one client at once: browsers open six connections to one host. */
const mostStreams = 100;

/**
 * `POST /graphql/stream`, or `GET` for the EventSource of browsers: subscriptions as server-sent events, for clients
 * that cannot hold a socket (graphql-sse, distinct connections). A stream ends with the token that opened it.
 */
export function eventStreamRoute(app: FastifyInstance, parts: GraphqlParts, revocations: Revocations): void {
  const operations = new LiveOperations(parts, app.log, 'sse');
  const admitted = new WeakMap<FastifyRequest, ExecutionArgs>();
  const handler = createHandler<Record<PropertyKey, unknown>>({
    schema: parts.schema,
    // Only one stream a request: a single shared stream would need a session, and we keep none.
    authenticate: () => null,
    // Admission has validated the document already.
    validate: () => [],
    onSubscribe: ({ raw }) => admitted.get(raw) as ExecutionArgs & { contextValue: Record<PropertyKey, unknown> },
    onNext: (_, { raw }, result) => {
      const language = languageOf(raw.headers['accept-language']);
      const errors = result.errors?.map((error) => operations.shown(error, language) as GraphQLError);
      return errors && { ...result, errors };
    },
    execute: (args) => operations.run(args),
    subscribe: async (args) => {
      const results = await operations.subscribe(args);
      return Symbol.asyncIterator in results ? endingInBand(results) : results;
    },
  });
  const streams = new Set<ServerResponse>();
  const open = new OpenCount(mostStreams);
  // A stream has no end of its own, and closing waits for what is open.
  app.addHook('preClose', async () => streams.forEach((stream) => endStream(stream, goingAway)));
  const follow = (context: Context, reply: FastifyReply) => {
    const forget = watchTokenEnd(context.viewer, revocations, (why) => endStream(reply.raw, ended(why)));
    const leave = open.add(clientKey(context));
    const closed = parts.metrics.opened('sse');
    streams.add(reply.raw);
    reply.raw.once('close', () => {
      streams.delete(reply.raw);
      forget();
      leave();
      closed();
    });
  };
  const read = (request: FastifyRequest, context: Context) => {
    try {
      return operationRequest(request);
    } catch (error) {
      parts.admission.chargeUnreadable(context);
      throw error;
    }
  };
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    ...openTo('The schema decides field by field.', {
      limitedBy: 'operation admission, and a limit of streams',
    }),
    // What is no request is charged to the address that sent it, and waits, as at /graphql.
    onError: async (request, _, error) => {
      const status = statusOf(error, request);
      if (status >= 500 || status === 429) return;
      const client = { viewer: publicViewer, address: request.ip };
      parts.admission.chargeUnreadable(client);
      await parts.budget.pause(client);
    },
    handler: async (request, reply) => {
      const context = await parts.contexts.ofRequest(request);
      if (open.isFull(clientKey(context))) throw new RouteRefused(429, `A client may open ${mostStreams} streams`);
      try {
        const client = clientNameOf(request.headers);
        admitted.set(request, await operations.admit(context, read(request, context), client));
      } catch (error) {
        if (!(error instanceof OperationRefused)) throw error;
        operations.countRefused(error.errors);
        await parts.budget.pause(context);
        return answerRefused(request, reply, error, (fault) => operations.shown(fault, context.language));
      }
      follow(context, reply);
      await handler(request, reply);
      return reply;
    },
  });
}

const reasons: Record<TokenEnd, string> = {
  EXPIRED: 'The access token has expired',
  REVOKED: 'The access token was revoked',
};

const ended = (why: TokenEnd) => ({
  message: reasons[why],
  extensions: { code: 'UNAUTHENTICATED', reason: why },
});
const goingAway = new StreamInterrupted(undefined, undefined);

/** A stream has no close code: its last event says why, as the first one of a refused stream does. */
function endStream(stream: ServerResponse, why: object): void {
  if (!stream.headersSent) return void stream.destroy();
  const errors = [why];
  stream.end(`event: next\ndata: ${JSON.stringify({ errors })}\n\nevent: complete\ndata: \n\n`);
}
