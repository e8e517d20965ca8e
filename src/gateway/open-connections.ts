import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Milliseconds after opening during which the first request of a connection may still be on its way. */
const longestSilence = 1_000;

interface Open {
  since: number;
  /** Answers that are not fully sent yet. */
  answers: Set<ServerResponse>;
}

/**
 * Tracks open connections and their running requests. Node treats a connection as idle only after its first request: a
 * connection that a browser or proxy opened in advance would delay the stop of a server by a minute.
 */
export class OpenConnections {
  readonly #open = new Map<Socket, Open>();

  constructor(server: Server) {
    const note = (request: IncomingMessage, response: ServerResponse) => this.#note(request.socket, response);
    server.on('connection', (socket) => {
      this.#open.set(socket, { since: performance.now(), answers: new Set() });
      socket.once('close', () => this.#open.delete(socket));
    });
    for (const event of ['request', 'checkContinue', 'checkExpectation']) server.prependListener(event, note);
    // A connection that became a WebSocket is closed by its own server.
    server.prependListener('upgrade', ({ socket }: IncomingMessage) => this.#open.delete(socket));
  }

  #note(socket: Socket, response: ServerResponse): void {
    const answers = this.#open.get(socket)?.answers;
    answers?.add(response);
    response.once('close', () => answers?.delete(response));
  }

  /** Closes connections that have no running request. */
  closeIdle(): void {
    for (const [socket, { since, answers }] of this.#open) {
      if (answers.size === 0 && performance.now() - since > longestSilence) socket.destroy();
    }
  }
}
