import http, { type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { FastifyHttpOptions } from 'fastify';

/** Milliseconds of one turn of the event loop in which a client's requests begin; its next ones begin in the next turn. */
const longestTurn = 2;
/** Waiting requests that begin in one turn at most. */
const mostInTurn = 16;

type Work = () => void;

/**
 * Begins what clients send in turn: requests, handshakes of sockets and their messages. A thousand of them that arrive at
 * once would all begin before the event loop reads anybody else's. Here those of one client begin one after the other, and
 * between them the loop serves others.
 */
export class RequestTurns {
  /** The client that a request is from, as limits count it. */
  readonly clientOf: (request: IncomingMessage) => string;
  readonly #queues = new Map<string, Work[]>();
  /** Clients with a request that began in this turn of the event loop. */
  readonly #served = new Set<string>();
  /** When this turn began. */
  #began = 0;

  constructor(clientOf: (request: IncomingMessage) => string) {
    this.clientOf = clientOf;
  }

  run(client: string, work: Work): void {
    if (this.#served.size === 0) this.#beginTurn();
    const queue = this.#queues.get(client);
    if (queue) queue.push(work);
    else if (this.#served.has(client) && this.#isOver()) this.#queues.set(client, [work]);
    else this.#begin(client, work);
  }

  #begin(client: string, work: Work): void {
    this.#served.add(client);
    work();
  }

  #isOver(): boolean {
    return performance.now() - this.#began >= longestTurn;
  }

  #beginTurn(): void {
    this.#began = performance.now();
    setImmediate(() => this.#nextTurn());
  }

  #nextTurn(): void {
    this.#served.clear();
    if (this.#queues.size === 0) return;
    this.#beginTurn();
    this.#next();
    // What a request does at once is over before the next callback, so that its time counts.
    for (let more = 1; more < mostInTurn; more += 1) setImmediate(() => this.#isOver() || this.#next());
  }

  /** Begins a request of the client whose turn it is. */
  #next(): void {
    const [first] = this.#queues;
    if (!first) return;
    const [client, queue] = first;
    const work = queue.shift() as Work;
    this.#queues.delete(client);
    if (queue.length > 0) this.#queues.set(client, queue);
    this.#begin(client, work);
  }
}

/** Node's server as Fastify makes it, where requests begin in turn. */
export function serverInTurns(turns: RequestTurns) {
  return (serve: RequestListener, options: FastifyHttpOptions<Server>): Server => {
    const server = http.createServer(options.http ?? {}, (request, response) =>
      turns.run(turns.clientOf(request), () => serve(request, response)),
    );
    server.keepAliveTimeout = options.keepAliveTimeout as number;
    server.requestTimeout = options.requestTimeout as number;
    server.setTimeout(options.connectionTimeout);
    return server;
  };
}
