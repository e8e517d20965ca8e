import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { PortListeners } from '../http/port/port-listeners.js';
import { OpenConnections } from './open-connections.js';

export interface DrainOptions {
  /** Milliseconds for which requests are still served after `/readyz` has turned. */
  delay: number;
  /** Milliseconds after which connections that are still open are cut. */
  deadline: number;
}

const lookInterval = 100;

/** Ends the HTTP server so that no request fails: proxies learn of it first, then connections end after their answer. */
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

  /** Whether the gateway is about to stop: `/readyz` says so. */
  get isDraining(): boolean {
    return this.#draining;
  }

  /** `/readyz` turns; requests are served for as long as proxies need to notice, where any could have come. */
  async begin(): Promise<void> {
    this.#draining = true;
    if (this.#app.server.listening) await sleep(this.#options.delay);
  }

  /** Closes the port, lets requests in hand end, and cuts what has not ended at the deadline. */
  async close(): Promise<void> {
    const { server } = this.#app;
    // A connection that is idle after the port is closed would keep the server open for its keep-alive time.
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
