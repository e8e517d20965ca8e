import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Config } from '../config/config.js';
import { answerExpectations } from '../http/continue.js';
import { acceptsEventStream } from '../http/graphql-media-type.js';
import { answerErrors, answerUnreadable } from '../http/errors/errors.js';
import type { RequestTurns } from '../http/limits/request-turns.js';
import { serverInTurns } from '../http/limits/server-in-turns.js';
import { watchTransferRates } from '../http/limits/transfer-rates.js';
import { refuseUnwritableAddresses } from '../http/writable-address.js';
import { traceRequests } from '../kernel/tracing.js';
import { largestBody, parseJsonBodies } from './admission/json-body.js';
import type { Metrics } from './metrics/metrics.js';
import { logged, logRequests, logTurnedAway } from './request-log.js';
import { sendSecurityHeaders } from './security-headers.js';

/** Response headers that scripts of other origins may read. */
const readableHeaders = [
  'ETag',
  'Link',
  'Content-Digest',
  'Repr-Digest',
  'Content-Range',
  'X-Next-Cursor',
  'Retry-After',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Content-Disposition',
  'X-Request-Id',
  'X-Database-Position',
];

/**
 * Rewrites the URL of a request to /graphql that accepts an event stream (the explorer sends such requests) to the
 * streaming route.
 */
function streamAddress({ url = '/', headers }: { url?: string; headers: { accept?: string } }): string {
  const [path, query] = url.split('?');
  if (path !== '/graphql' || !acceptsEventStream(headers)) return url;
  return query === undefined ? '/graphql/stream' : `/graphql/stream?${query}`;
}

/** Creates the HTTP server with everything that applies to all requests, but without routes. */
export async function openApp(config: Config, turns: RequestTurns, metrics: Metrics): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    logger: { level: config.logLevel },
    ...logged,
    bodyLimit: largestBody,
    serverFactory: serverInTurns(turns, (request, requestId) => {
      metrics.countTurnedAway();
      logTurnedAway(app.log, request, requestId);
    }),
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
    // While the gateway stops, requests on open connections are still served.
    return503OnClosing: false,
    trustProxy: (_: string, hop: number) => hop < config.proxies,
    genReqId: () => randomUUID(),
    frameworkErrors: answerUnreadable,
    rewriteUrl: streamAddress,
  });
  logRequests(app);
  traceRequests(app);
  answerErrors(app, ({ routeOptions: { url } }, error) => {
    if (url?.startsWith('/graphql')) metrics.countErrors([error]);
  });
  parseJsonBodies(app);
  refuseUnwritableAddresses(app);
  watchTransferRates(app);
  answerExpectations(app);
  sendSecurityHeaders(app, config.publicUrl);
  // Access depends on bearer tokens only, never on cookies, so any origin may call.
  await app.register(cors, { origin: '*', maxAge: 86_400, exposedHeaders: readableHeaders });
  return app;
}
