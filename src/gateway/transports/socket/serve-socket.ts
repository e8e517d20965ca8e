import type { FastifyBaseLogger } from 'fastify';
import type { Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { MessageRate } from '../../admission/socket-limits.js';
import { sendText } from './send-text.js';
import { type Connection, standardCode } from './socket-connection.js';

const heartbeat = 12_000;

/** Connects a socket with the protocol. Every event of the socket has a listener, so none can end the process. */
export function serveSocket(
  protocol: Server<Connection>,
  connection: Connection,
  inTurn: (work: () => void) => void,
  log: FastifyBaseLogger,
): void {
  const { socket } = connection;
  const rate = new MessageRate();
  const isTooMuch = () => {
    if (rate.take()) return false;
    socket.close(standardCode.policyViolation, 'Too many messages');
    // Messages that have already arrived are not read.
    socket.terminate();
    return true;
  };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) => sendText(socket, data),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (receive) =>
        socket.on('message', (data) => {
          if (isTooMuch()) return;
          inTurn(() => {
            if (socket.readyState !== socket.OPEN) return;
            receive(String(data)).catch((error: unknown) => {
              log.error({ err: error }, 'A message of a socket failed');
              socket.close(standardCode.internalError, 'Internal error');
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
