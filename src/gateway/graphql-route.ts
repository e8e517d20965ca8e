import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import type { Context } from '../access/context.js';
import type { Viewer } from '../access/viewer.js';
import { formatError, nameRequest } from '../http/errors.js';
import type { Budget } from './budget.js';
import { complexityLimit, parseOptions } from './limits.js';
import { recordRefusals } from '../http/record-refusals.js';
import type { Metrics } from './metrics.js';
import { type ContextFactory, languageOf } from '../http/request-context.js';

/** A token is refused before anything of the request is read; what it allows is decided field by field. */
export async function graphqlRoute(
  app: FastifyInstance,
  schema: GraphQLSchema,
  contexts: ContextFactory,
  metrics: Metrics,
  budget: Budget,
): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    schema,
    parseOptions,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // Only bearer tokens authenticate, never cookies, so a forged cross-site request carries no authority.
    csrfPrevention: false,
    formatError: formatError(app.log),
    plugins: [metrics.plugin(), requestEnd(app.log), complexityLimit(budget), ApolloServerPluginCacheControlDisabled()],
    stopOnTerminationSignals: false,
  });
  await apollo.start();
  const viewers = new WeakMap<FastifyRequest, Viewer>();
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: async (request, reply) => {
      viewers.set(request, await contexts.authenticate(request.headers.authorization));
      reply.header('cache-control', 'no-store');
    },
    handler: fastifyApolloHandler(apollo, {
      context: async (request) =>
        contexts.create(viewers.get(request) as Viewer, languageOf(request.headers['accept-language']), request),
    }),
  });
  return apollo;
}

/** The snapshot of the database ends before the answer is sent; what was refused is recorded after it. */
const requestEnd = (log: FastifyBaseLogger): ApolloServerPlugin<Context> => ({
  requestDidStart: async ({ contextValue }) => {
    const refused: GraphQLError[] = [];
    return {
      didEncounterErrors: async ({ errors }) => {
        nameRequest(errors, contextValue.requestId);
        refused.push(...errors);
      },
      willSendResponse: async ({ response: { http, body } }) => {
        await contextValue.db.end();
        // The answer says no more than it did; that the refusal is not in the event log has to be known.
        await recordRefusals(contextValue, refused).catch((error: unknown) =>
          log.error({ err: error, account: contextValue.viewer.accountId }, 'A refusal could not be recorded'),
        );
        const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
        const busy = errors.find(({ extensions }) => extensions?.['code'] === 'UNAVAILABLE');
        if (!busy) return;
        http.status = 503;
        http.headers.set('retry-after', String(busy.extensions?.['retryAfter']));
      },
    };
  },
});
