import { LRUCache } from 'lru-cache';

/** Milliseconds after which past work counts half. */
const halfLife = 10_000;
const mostClients = 10_000;
/** Number of operations over which the usual duration is averaged. */
const window = 50;

interface Served {
  time: number;
  at: number;
}

/** Measures for how long operations of each client ran recently. A running operation counts with the usual duration. */
export class ServedTime {
  readonly #clients = new LRUCache<string, Served>({ max: mostClients });
  #usual = 1;

  of(client: string): number {
    const served = this.#clients.peek(client);
    return served ? served.time * 0.5 ** ((performance.now() - served.at) / halfLife) : 0;
  }

  /** Starts an operation of this client. Returns a function that ends it and returns its duration. */
  begin(client: string): () => number {
    const began = performance.now();
    const assumed = this.#usual;
    this.add(client, assumed);
    return () => {
      const took = performance.now() - began;
      this.#usual += (took - this.#usual) / window;
      this.add(client, took - assumed);
      return took;
    };
  }

  /** Adds milliseconds of work for a client. */
  add(client: string, time: number): void {
    this.#clients.set(client, { time: Math.max(0, this.of(client) + time), at: performance.now() });
  }
}
