import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Context } from '../access/context.js';
import type { Viewer } from '../access/viewer.js';
import { formatError, nameRequest } from './errors.js';
import type { Budget } from './budget.js';
import { complexityLimit, parseOptions } from './limits.js';
import { recordRefusals } from './record-refusals.js';
import type { Metrics } from './metrics.js';
import { type ContextFactory, languageOf } from './request-context.js';

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
    plugins: [metrics.plugin(), requestEnd, complexityLimit(budget), ApolloServerPluginCacheControlDisabled()],
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

/** However a request ends, its snapshot of the database ends with it. */
const requestEnd: ApolloServerPlugin<Context> = {
  requestDidStart: async ({ contextValue }) => ({
    didEncounterErrors: async ({ errors }) => {
      nameRequest(errors, contextValue.requestId);
      await recordRefusals(contextValue, errors);
    },
    willSendResponse: async () => {
      await contextValue.db.end();
      await contextValue.system.end();
    },
  }),
};
