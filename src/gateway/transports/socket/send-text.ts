import type { WebSocket } from 'ws';
import { mostUnsent } from '../../admission/socket-limits.js';
import { closeCode, closePatience, closeReason } from './socket-connection.js';

/**
 * Sends a text. Closes the socket of a client that does not read, before the send buffer fills the memory. The close
 * reason says that the client can continue from its last cursor.
 */
export async function sendText(socket: WebSocket, data: string): Promise<void> {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > mostUnsent) {
    socket.close(closeCode.TOO_SLOW, closeReason.TOO_SLOW);
    setTimeout(() => socket.terminate(), closePatience).unref();
    return;
  }
  // A write error ends the socket, and the listener of the socket reports it.
  await new Promise<void>((resolve) => socket.send(data, () => resolve()));
}
