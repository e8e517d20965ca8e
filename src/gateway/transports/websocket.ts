import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { type ExecutionArgs, GraphQLError } from 'graphql';
import { handleProtocols, makeServer, type Server } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Revocations } from '../../access/token/revocations.js';
import type { Viewer } from '../../access/viewer.js';
import { OpenCount } from '../../http/limits/open-count.js';
import type { RequestTurns } from '../../http/limits/request-turns.js';
import { OperationRefused } from '../admission/operation-refused.js';
import { MessageRate, mostOperations, mostUnsent, mostWritten, tooManyOperations } from '../admission/socket-limits.js';
import { clientAddress } from '../client-address.js';
import { asUnavailable } from '../../database/database-fault.js';
import type { GraphqlParts } from './graphql-parts.js';
import { clientNameOf } from '../../http/observed-operation.js';
import { LiveOperations } from './live/live-operations.js';
import { framesOf, nextMessage } from './socket-frames.js';
import type { TextReceiver } from './live/text-receiver.js';
import { languageOf } from '../../http/accept-language.js';
import type { Language } from '../../kernel/errors/refusal.js';
import type { ContextFactory } from '../../http/request-context.js';
import { watchTokenEnd } from '../../access/token/token-end.js';

interface Connection extends Record<PropertyKey, unknown> {
  socket: WebSocket;
  /** What the socket writes to. */
  stream: Duplex;
  ip: string;
  language: Language;
  /** Of the header; from a browser it comes with the first message. */
  authorization: string | undefined;
  /** How it names itself, in a header or, from a browser, in the first message. */
  client: string | undefined;
  viewer?: Viewer;
  /** Stops watching the token. */
  forget?: () => void;
}

/** Why we end a socket, besides the codes of graphql-transport-ws. A client signs in again, or asks its user to. */
export const closeCode = { EXPIRED: 4440, REVOKED: 4441, TOO_SLOW: 4442 };
const closeReason = {
  EXPIRED: 'Token expired',
  REVOKED: 'Token revoked',
  TOO_SLOW: 'Read faster, and continue from your last cursor',
};
/** Of WebSocket itself. Clients open again after `tryAgainLater`. */
const policyViolation = 1008;
const internalError = 1011;
const tryAgainLater = 1013;

type Parameters = { authorization?: unknown; Authorization?: unknown; 'x-client-name'?: unknown } | undefined;

/** Milliseconds that clients have to answer a close. */
const closePatience = 2_000;
const largestMessage = 1024 * 1024;
const heartbeat = 12_000;

/** GraphQL over WebSocket (graphql-transport-ws) on the gateway's own port; `stop` ends every socket. */
export function serveWebSockets(
  app: FastifyInstance,
  parts: GraphqlParts,
  revocations: Revocations,
  turns: RequestTurns,
  { proxies, socketsPerAddress }: { proxies: number; socketsPerAddress: number },
): { stop: () => Promise<void> } {
  const open = new OpenCount(socketsPerAddress);
  const server = new WebSocketServer({
    noServer: true,
    path: '/graphql',
    maxPayload: largestMessage,
    handleProtocols,
    verifyClient: ({ req }, done) => {
      if (open.isFull(turns.clientOf(req))) done(false, 429, 'Too Many Requests', { 'retry-after': '30' });
      else done(true);
    },
  });
  const protocol = protocolOf(new LiveOperations(parts, app.log, 'socket'), parts.contexts, revocations, app.log);
  const serve = (socket: WebSocket, request: IncomingMessage, stream: Duplex) => {
    const client = turns.clientOf(request);
    socket.once('close', open.add(client));
    socket.once('close', parts.metrics.opened('socket'));
    const connection = { socket, stream, ...saidToOpen(request, proxies) };
    serveSocket(protocol, connection, (work) => turns.run('sockets', client, work), app.log);
  };
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    destroyOnError(socket);
    turns.run('sockets', turns.clientOf(request), () =>
      server.handleUpgrade(request, socket, head, (opened) => serve(opened, request, socket)),
    );
  });
  const stop = async () => {
    for (const client of server.clients) client.close(1001, 'Going away');
    // A client that does not answer the close is not waited for.
    setTimeout(() => server.clients.forEach((client) => client.terminate()), closePatience).unref();
    await new Promise<void>((resolve) => void server.close(() => resolve()));
  };
  return { stop };
}

/** What is kept of the request that opened a socket: all of it takes some kilobytes, for as long as the socket is open. */
function saidToOpen(request: IncomingMessage, proxies: number) {
  const { headers } = request;
  return {
    ip: clientAddress(request, proxies),
    language: languageOf(headers['accept-language']),
    authorization: headers.authorization,
    client: clientNameOf(headers),
  };
}

/** Node listens no longer, and nobody else does before the turn comes. */
function destroyOnError(socket: Duplex): void {
  socket.on('error', () => socket.destroy());
}

function protocolOf(
  operations: LiveOperations,
  contexts: ContextFactory,
  revocations: Revocations,
  log: FastifyBaseLogger,
): Server<Connection> {
  const shown = (error: GraphQLError, { language }: Connection) => operations.shown(error, language);
  const receivers = new WeakMap<ExecutionArgs, TextReceiver>();
  return makeServer<Parameters, Connection>({
    onConnect: ({ extra, connectionParams }) => admit(extra, connectionParams, contexts, revocations, log),
    onDisconnect: ({ extra }) => extra.forget?.(),
    onSubscribe: async ({ extra, subscriptions }, id, payload) => {
      if (Object.keys(subscriptions).length > mostOperations) return [tooManyOperations()];
      const { viewer, language, ip } = extra;
      const context = contexts.create(viewer as Viewer, language, { ip });
      try {
        const args = await operations.admit(context, payload, extra.client);
        receivers.set(args, receiverOf(extra, id));
        return args;
      } catch (error) {
        const errors = error instanceof OperationRefused ? error.errors : [asGraphqlError(error)];
        operations.countRefused(errors);
        return errors;
      }
    },
    onError: ({ extra }, __, ___, errors) => errors.map((error) => shown(error as GraphQLError, extra)),
    onNext: ({ extra }, __, ___, ____, result) => ({
      ...result,
      ...(result.errors && { errors: result.errors.map((error) => shown(error, extra)) }),
    }),
    execute: (args) => operations.run(args),
    subscribe: (args) => {
      const receiver = receivers.get(args);
      return receiver ? operations.subscribeInText(args, receiver) : operations.subscribe(args);
    },
  }) as Server<Connection>;
}

/** A subscription of a socket. What all of its audience receives is written into the stream below the socket, as frames. */
function receiverOf({ socket, stream }: Connection, id: string): TextReceiver {
  return {
    send: (payload) => send(socket, nextMessage(id, payload)),
    deliver: (texts) => {
      if (socket.readyState !== socket.OPEN) return false;
      return stream.write(framesOf(texts, id)) || stream.writableLength < mostWritten;
    },
  };
}

function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}

/** Connects one socket with the protocol: every event of it has a listener, and none of it can end the process. */
function serveSocket(
  protocol: Server<Connection>,
  connection: Connection,
  inTurn: (work: () => void) => void,
  log: FastifyBaseLogger,
): void {
  const { socket } = connection;
  const rate = new MessageRate();
  const isTooMuch = () => {
    if (rate.take()) return false;
    socket.close(policyViolation, 'Too many messages');
    // What is on its way already is not read any more.
    socket.terminate();
    return true;
  };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) => send(socket, data),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (receive) =>
        socket.on('message', (data) => {
          if (isTooMuch()) return;
          inTurn(() => {
            if (socket.readyState !== socket.OPEN) return;
            receive(String(data)).catch((error: unknown) => {
              log.error({ err: error }, 'A message of a socket failed');
              socket.close(internalError, 'Internal error');
            });
          });
        }),
    },
    connection,
  );
  const stopHeartbeat = watchHeartbeat(socket);
  socket.on('ping', isTooMuch);
  socket.on('error', ({ message }) => log.info({ reason: message }, 'A socket failed'));
  socket.once('close', (code, reason) => {
    stopHeartbeat();
    closed(code, String(reason)).catch((error: unknown) => log.error({ err: error }, 'Closing a socket failed'));
  });
}

/**
 * A client that does not read what it asked for is disconnected before it fills our memory. Where it reads on after all, it
 * finds why, and that it continues from its last cursor.
 */
async function send(socket: WebSocket, data: string): Promise<void> {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > mostUnsent) {
    socket.close(closeCode.TOO_SLOW, closeReason.TOO_SLOW);
    setTimeout(() => socket.terminate(), closePatience).unref();
    return;
  }
  // An error of the write ends the socket, whose own listener reports it.
  await new Promise<void>((resolve) => socket.send(data, () => resolve()));
}

function watchHeartbeat(socket: WebSocket): () => void {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, heartbeat).unref();
  return () => clearInterval(timer);
}

/** The token comes with the first message, since browsers cannot set headers on a socket; it ends with the token. */
async function admit(
  extra: Connection,
  parameters: Parameters,
  contexts: ContextFactory,
  revocations: Revocations,
  log: FastifyBaseLogger,
): Promise<boolean> {
  const named = parameters?.['x-client-name'];
  if (typeof named === 'string') extra.client = named;
  const given = parameters?.authorization ?? parameters?.Authorization ?? extra.authorization;
  try {
    extra.viewer = await contexts.authenticate(given === undefined ? undefined : String(given));
  } catch (error) {
    if (asUnavailable(error)) extra.socket.close(tryAgainLater, 'Try again later');
    if (!(error instanceof GraphQLError)) log.error({ err: error }, 'Admitting a socket failed');
    return false;
  }
  if (extra.socket.readyState !== extra.socket.OPEN) return false;
  extra.forget = watchTokenEnd(extra.viewer, revocations, (why) =>
    extra.socket.close(closeCode[why], closeReason[why]),
  );
  return true;
}
