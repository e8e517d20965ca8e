import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import type { Context } from '../access/context.js';
import type { Revocations } from '../access/revocations.js';
import { LiveOperations } from './operations.js';
import type { ContextFactory } from '../http/request-context.js';
import { type TokenEnd, watchTokenEnd } from './token-end.js';

/**
 * `POST /graphql/stream`: subscriptions as server-sent events, for clients that cannot hold a socket (graphql-sse,
 * distinct connections). A stream ends with the token that opened it.
 */
export function eventStreamRoute(
  app: FastifyInstance,
  schema: GraphQLSchema,
  contexts: ContextFactory,
  revocations: Revocations,
): void {
  const operations = new LiveOperations(schema, contexts, app.log);
  const opened = new WeakMap<FastifyRequest, Context>();
  const handler = createHandler<Context & Record<PropertyKey, unknown>>({
    schema,
    // Only one stream a request: a single shared stream would need a session, and we keep none.
    authenticate: () => null,
    context: ({ raw }) => opened.get(raw) as Context & Record<PropertyKey, unknown>,
    onSubscribe: (_, { query, variables, operationName }) => {
      const faults = operations.check({ query: String(query), variables, operationName });
      if (!faults) return undefined;
      const body = JSON.stringify({ errors: faults.map((fault) => operations.shown(fault)) });
      return [body, { status: 400, statusText: 'Bad Request', headers: { 'content-type': 'application/json' } }];
    },
    onNext: (_, __, result) =>
      result.errors && { ...result, errors: result.errors.map((error) => operations.shown(error) as GraphQLError) },
    execute: (args) => operations.execute(args),
    subscribe: (args) => operations.subscribe(args),
  });
  const streams = new Set<ServerResponse>();
  // A stream has no end of its own, and closing waits for what is open.
  app.addHook('preClose', async () => streams.forEach((stream) => stream.destroy()));
  app.post('/graphql/stream', async (request, reply) => {
    const context = await contexts.ofRequest(request);
    opened.set(request, context);
    const forget = watchTokenEnd(context.viewer, revocations, (why) => endStream(reply.raw, why));
    streams.add(reply.raw);
    reply.raw.once('close', () => {
      streams.delete(reply.raw);
      forget();
    });
    await handler(request, reply);
  });
}

const reasons: Record<TokenEnd, string> = {
  EXPIRED: 'The access token has expired',
  REVOKED: 'The access token was revoked',
};

/** A stream has no close code: its last event says why, as the first one of a refused stream does. */
function endStream(stream: ServerResponse, why: TokenEnd): void {
  if (!stream.headersSent) return void stream.destroy();
  const errors = [{ message: reasons[why], extensions: { code: 'UNAUTHENTICATED', reason: why } }];
  stream.end(`event: next\ndata: ${JSON.stringify({ errors })}\n\nevent: complete\ndata: \n\n`);
}
