import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { handleProtocols } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Revocations } from '../../access/token/revocations.js';
import { languageOf } from '../../http/accept-language.js';
import { OpenCount } from '../../http/limits/open-count.js';
import type { RequestTurns } from '../../http/limits/request-turns.js';
import { clientNameOf } from '../../http/observed-operation.js';
import { clientAddress } from '../client-address.js';
import type { GraphqlParts } from './graphql-parts.js';
import { LiveOperations } from './live/live-operations.js';
import { serveSocket } from './socket/serve-socket.js';
import { closePatience } from './socket/socket-connection.js';
import { protocolOf } from './socket/socket-protocol.js';

const largestMessage = 1024 * 1024;

/** Serves GraphQL over WebSocket (graphql-transport-ws) on the port of the gateway; `stop` closes every socket. */
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
    const connection = { socket, stream, ...keptOfUpgrade(request, proxies) };
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
    // Does not wait for clients that do not answer the close.
    setTimeout(() => server.clients.forEach((client) => client.terminate()), closePatience).unref();
    await new Promise<void>((resolve) => void server.close(() => resolve()));
  };
  return { stop };
}

/**
 * Returns the few values that are kept of the upgrade request: the whole request takes some kilobytes per open socket.
 */
function keptOfUpgrade(request: IncomingMessage, proxies: number) {
  const { headers } = request;
  return {
    ip: clientAddress(request, proxies),
    language: languageOf(headers['accept-language']),
    authorization: headers.authorization,
    client: clientNameOf(headers),
  };
}

/** Node has removed its error listener, and ours is added only when the turn comes. */
function destroyOnError(socket: Duplex): void {
  socket.on('error', () => socket.destroy());
}
