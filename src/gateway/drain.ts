import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { PortListeners } from '../http/port/port-listeners.js';
import { OpenConnections } from './open-connections.js';

export interface DrainOptions {
  /** Milliseconds during which requests are still served after `/readyz` has begun to fail. */
  delay: number;
  /** Milliseconds after which connections that are still open are destroyed. */
  deadline: number;
}

const lookInterval = 100;

/**
 * Stops the HTTP server so that no request fails: first proxies see that `/readyz` fails, then each connection is
 * closed after its answer.
 */
export class Drain {
  readonly #app: FastifyInstance;
  readonly #listeners: PortListeners;
  readonly #options: DrainOptions;
  readonly #connections: OpenConnections;
  #draining = false;

  constructor(app: FastifyInstance, listeners: PortListeners, options: DrainOptions) {
    this.#app = app;
    this.#listeners = listeners;
    this.#options = options;
    this.#connections = new OpenConnections(app.server);
    app.addHook('onSend', async (_, reply) => {
      if (this.#draining) reply.header('connection', 'close');
    });
  }

  /** Whether the gateway is about to stop; `/readyz` then fails. */
  get isDraining(): boolean {
    return this.#draining;
  }

  /** Makes `/readyz` fail, and continues to serve until proxies have noticed, if the server listens at all. */
  async begin(): Promise<void> {
    this.#draining = true;
    if (this.#app.server.listening) await sleep(this.#options.delay);
  }

  /** Closes the port, waits for running requests, and destroys connections that are open at the deadline. */
  async close(): Promise<void> {
    const { server } = this.#app;
    // A connection that becomes idle after the port is closed would keep the server open for its keep-alive time.
    const idle = setInterval(() => this.#connections.closeIdle(), lookInterval);
    const cut = setTimeout(() => server.closeAllConnections(), this.#options.deadline);
    try {
      await this.#listeners.close(() => this.#app.close());
    } finally {
      clearInterval(idle);
      clearTimeout(cut);
    }
  }
}
