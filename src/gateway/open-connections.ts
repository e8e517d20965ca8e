import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Milliseconds after its opening in which the first request of a connection may still be on its way. */
const longestSilence = 1_000;

interface Open {
  since: number;
  /** Answers that have not been sent whole. */
  answers: Set<ServerResponse>;
}

/**
 * The connections of a server with what is in hand on each. Node closes a connection as idle only after its first
 * request: one that was opened ahead, by a browser or a proxy, would keep a server that is asked to stop for a minute.
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
    // What became a socket of its own is closed by who serves it.
    server.prependListener('upgrade', ({ socket }: IncomingMessage) => this.#open.delete(socket));
  }

  #note(socket: Socket, response: ServerResponse): void {
    const answers = this.#open.get(socket)?.answers;
    answers?.add(response);
    response.once('close', () => answers?.delete(response));
  }

  /** Closes those on which nothing is in hand. */
  closeIdle(): void {
    for (const [socket, { since, answers }] of this.#open) {
      if (answers.size === 0 && performance.now() - since > longestSilence) socket.destroy();
    }
  }
}
