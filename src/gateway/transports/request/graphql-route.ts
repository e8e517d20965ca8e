import type { FastifyInstance } from 'fastify';
import { openTo } from '../../../http/route-access.js';
import type { GraphqlParts } from '../graphql-parts.js';
import { GraphqlRequests } from './graphql-requests.js';
import { ApolloExecution } from './apollo-execution.js';

/**
 * Serves /graphql: `execution/` executes queries, Apollo executes mutations. An invalid token is refused before
 * anything of the request is read; what a valid one may do is decided for each field.
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
