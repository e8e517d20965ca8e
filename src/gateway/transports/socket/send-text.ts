import type { WebSocket } from 'ws';
import { mostUnsent } from '../../admission/socket-limits.js';
import { closeCode, closePatience, closeReason } from './socket-connection.js';

/**
 * A client that does not read what it asked for is disconnected before it fills our memory. Where it reads on after all, it
 * finds why, and that it continues from its last cursor.
 */
export async function sendText(socket: WebSocket, data: string): Promise<void> {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > mostUnsent) {
    socket.close(closeCode.TOO_SLOW, closeReason.TOO_SLOW);
    setTimeout(() => socket.terminate(), closePatience).unref();
    return;
  }
  // An error of the write ends the socket, whose own listener reports it.
  await new Promise<void>((resolve) => socket.send(data, () => resolve()));
}
