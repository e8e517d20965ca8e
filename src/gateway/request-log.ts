import type { IncomingMessage } from 'node:http';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';

/** Turns off Fastify's own log lines, which contain full URLs. */
export const logged = {
  logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
};

/**
 * Logs one line at `info` for each request, and sends the request id in the answer. The line has the route pattern and
 * never the URL, since URLs contain search terms, variables and keys.
 */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info(lineOf(request, reply), 'request');
    done();
  });
  app.addHook('onRequestAbort', (request, done) => {
    request.log.info({ route: request.routeOptions.url, method: request.method }, 'request aborted by its client');
    done();
  });
}

/** Logs a request that was refused before routing. */
export function logTurnedAway(log: FastifyBaseLogger, { method, headers }: IncomingMessage, requestId: string): void {
  log.info({ requestId, method, route: 'turned away', status: 503, client: headers['x-client-name'] }, 'request');
}

function lineOf(request: FastifyRequest, reply: FastifyReply) {
  const { method, routeOptions, headers } = request;
  return {
    method,
    route: routeOptions.url ?? 'unknown',
    status: reply.statusCode,
    milliseconds: Math.round(reply.elapsedTime),
    client: headers['x-client-name'],
    cache: reply.getHeader('x-cache'),
  };
}
