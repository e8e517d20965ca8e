import type { FastifyInstance } from 'fastify';
import { openTo } from '../../../http/route-access.js';
import type { GraphqlParts } from '../graphql-parts.js';
import { GraphqlRequests } from './graphql-requests.js';
import { ApolloExecution } from './apollo-execution.js';

/**
 * Queries are executed by `execution/`, mutations by Apollo.
 * A token is refused before anything of the request is read; what it allows is decided field by field.
 */
export async function graphqlRoute(app: FastifyInstance, parts: GraphqlParts): Promise<ApolloExecution> {
  const apollo = await ApolloExecution.start(app.log, parts);
  const requests = new GraphqlRequests(app.log, parts, apollo);
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    ...openTo('The schema decides field by field.', { limitedBy: 'operation admission' }),
    onRequest: (request, reply) => requests.begin(request, reply),
    onError: (request, _, error) => requests.chargeFault(request, error),
    onSend: async (request, reply) => requests.sendRateLimit(request, reply),
    handler: (request, reply) => requests.answer(request, reply),
  });
  return apollo;
}
