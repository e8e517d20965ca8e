import type { ServerResponse } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionArgs, GraphQLError } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import type { Context } from '../../access/context.js';
import type { Revocations } from '../../access/token/revocations.js';
import { publicViewer } from '../../access/viewer.js';
import { languageOf } from '../../http/accept-language.js';
import { statusOf } from '../../http/errors/errors.js';
import { openTo } from '../../http/route-access.js';
import { StreamInterrupted } from '../../event/follow/stream-interrupted.js';
import { RouteRefused } from '../../kernel/errors/route-refused.js';
import { clientKey } from '../../http/limits/client-key.js';
import { OpenCount } from '../../http/limits/open-count.js';
import { OperationRefused } from '../admission/operation-refused.js';
import { answerRefused } from './graphql-answer.js';
import type { GraphqlParts } from './graphql-parts.js';
import { readOperation } from './operation-request.js';
import { clientNameOf } from '../../http/observed-operation.js';
import { endingInBand } from './live/live-results.js';
import { LiveOperations } from './live/live-operations.js';
import { type TokenEnd, watchTokenEnd } from '../../access/token/token-end.js';

/** Maximum number of streams of one client. A browser opens at most six connections to one host. */
const mostStreams = 100;

/**
 * Serves `POST /graphql/stream`, or `GET` for EventSource in browsers: subscriptions as server-sent events, for clients
 * that cannot use a socket (graphql-sse, distinct connections). A stream ends when the token that opened it ends.
 */
export function eventStreamRoute(app: FastifyInstance, parts: GraphqlParts, revocations: Revocations): void {
  const operations = new LiveOperations(parts, app.log, 'sse');
  const admitted = new WeakMap<FastifyRequest, ExecutionArgs>();
  const answer = streamHandler(parts, operations, admitted);
  const streams = new OpenStreams(parts, revocations);
  // A stream has no end of its own, and closing the server waits for open connections.
  app.addHook('preClose', async () => streams.endAll());
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    ...openTo('The schema decides field by field.', {
      limitedBy: 'operation admission, and a limit of streams',
    }),
    onError: (request, _, error) => chargeUnreadable(parts, request, error),
    handler: async (request, reply) => {
      const context = await parts.contexts.ofRequest(request);
      streams.requireRoom(context);
      try {
        const client = clientNameOf(request.headers);
        admitted.set(
          request,
          await operations.admit(context, readOperation(parts.admission, request, context), client),
        );
      } catch (error) {
        if (!(error instanceof OperationRefused)) throw error;
        operations.countRefused(error.errors);
        await parts.budget.pause(context);
        return answerRefused(request, reply, error, (fault) => operations.shown(fault, context.language));
      }
      streams.follow(context, reply);
      await answer(request, reply);
      return reply;
    },
  });
}

/** Returns the handler that writes the results of admitted operations. */
function streamHandler(
  { schema }: GraphqlParts,
  operations: LiveOperations,
  admitted: WeakMap<FastifyRequest, ExecutionArgs>,
) {
  return createHandler<Record<PropertyKey, unknown>>({
    schema,
    // One stream per request: the single connection mode needs a session, and the gateway has no sessions.
    authenticate: () => null,
    // Admission has already validated the document.
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
}

/** The open streams, and their number for each client. */
class OpenStreams {
  readonly #parts: GraphqlParts;
  readonly #revocations: Revocations;
  readonly #streams = new Set<ServerResponse>();
  readonly #open = new OpenCount(mostStreams);

  constructor(parts: GraphqlParts, revocations: Revocations) {
    this.#parts = parts;
    this.#revocations = revocations;
  }

  requireRoom(context: Context): void {
    if (this.#open.isFull(clientKey(context))) {
      throw new RouteRefused(429, `A client may open ${mostStreams} streams`);
    }
  }

  /** Counts a stream until it is closed, and ends it when its token ends. */
  follow(context: Context, { raw }: FastifyReply): void {
    const forget = watchTokenEnd(context.viewer, this.#revocations, (why) => endStream(raw, ended(why)));
    const leave = this.#open.add(clientKey(context));
    const closed = this.#parts.metrics.opened('sse');
    this.#streams.add(raw);
    raw.once('close', () => {
      this.#streams.delete(raw);
      forget();
      leave();
      closed();
    });
  }

  endAll(): void {
    for (const stream of this.#streams) endStream(stream, goingAway);
  }
}

/** Charges the sender's address for an invalid request, and delays the answer, as at /graphql. */
async function chargeUnreadable({ admission, budget }: GraphqlParts, request: FastifyRequest, error: FastifyError) {
  const status = statusOf(error, request);
  if (status >= 500 || status === 429) return;
  const client = { viewer: publicViewer, address: request.ip };
  admission.chargeUnreadable(client);
  await budget.pause(client);
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

/** A stream has no close code: its last event has the reason, as does the first event of a refused stream. */
function endStream(stream: ServerResponse, why: object): void {
  if (!stream.headersSent) return void stream.destroy();
  const errors = [why];
  stream.end(`event: next\ndata: ${JSON.stringify({ errors })}\n\nevent: complete\ndata: \n\n`);
}
