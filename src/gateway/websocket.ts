import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Revocations } from '../access/revocations.js';
import type { Viewer } from '../access/viewer.js';
import { clientAddress } from './client-address.js';
import { asUnavailable } from '../database/database-fault.js';
import { LiveOperations } from './operations.js';
import { type ContextFactory, languageOf } from '../http/request-context.js';
import { watchTokenEnd } from './token-end.js';

interface Connection extends Record<PropertyKey, unknown> {
  viewer: Viewer;
  /** Stops watching the token. */
  forget?: () => void;
}

/** Why we end a socket, besides the codes of graphql-transport-ws. A client signs in again, or asks its user to. */
export const closeCode = { EXPIRED: 4440, REVOKED: 4441 };
/** Of WebSocket itself, and clients open again after it. */
const tryAgainLater = 1013;
const closeReason = { EXPIRED: 'Token expired', REVOKED: 'Token revoked' };

type Parameters = { authorization?: unknown; Authorization?: unknown } | undefined;

const largestMessage = 1024 * 1024;

/** GraphQL over WebSocket (graphql-transport-ws) on the gateway's own port; `stop` ends every socket. */
export function serveWebSockets(
  app: FastifyInstance,
  schema: GraphQLSchema,
  contexts: ContextFactory,
  revocations: Revocations,
  proxies: number,
): { stop: () => Promise<void> } {
  const server = new WebSocketServer({ server: app.server, path: '/graphql', maxPayload: largestMessage });
  const operations = new LiveOperations(schema, contexts, app.log);
  const disposable = useServer<Parameters, Connection>(
    {
      schema,
      onConnect: (socket) =>
        admit(socket.extra as Extra & Connection, socket.connectionParams, contexts, revocations, app.log),
      onDisconnect: ({ extra }) => extra.forget?.(),
      context: ({ extra }) =>
        contexts.create(extra.viewer as Viewer, languageOf(extra.request.headers['accept-language']), {
          ip: clientAddress(extra.request, proxies),
        }),
      onSubscribe: (_, __, payload) => operations.check(payload),
      onError: (_, __, ___, errors) => errors.map((error) => operations.shown(error as GraphQLError)),
      onNext: (_, __, ___, ____, result) => ({
        ...result,
        ...(result.errors && { errors: result.errors.map((error) => operations.shown(error)) }),
      }),
      execute: (args) => operations.execute(args),
      subscribe: (args) => operations.subscribe(args),
    },
    server,
  );
  return { stop: async () => disposable.dispose() };
}

/** The token comes with the first message, since browsers cannot set headers on a socket; it ends with the token. */
async function admit(
  extra: Extra & Connection,
  parameters: Parameters,
  contexts: ContextFactory,
  revocations: Revocations,
  log: FastifyBaseLogger,
): Promise<boolean> {
  const given = parameters?.authorization ?? parameters?.Authorization ?? extra.request.headers.authorization;
  try {
    extra.viewer = await contexts.authenticate(given === undefined ? undefined : String(given));
  } catch (error) {
    if (asUnavailable(error)) extra.socket.close(tryAgainLater, 'Try again later');
    if (!(error instanceof GraphQLError)) log.error({ err: error }, 'Admitting a socket failed');
    return false;
  }
  extra.forget = watchTokenEnd(extra.viewer, revocations, (why) =>
    extra.socket.close(closeCode[why], closeReason[why]),
  );
  return true;
}
