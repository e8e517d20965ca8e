import { LRUCache } from 'lru-cache';

/** Milliseconds in which what was served counts half as much. */
const halfLife = 10_000;
const mostClients = 10_000;
/** How many operations the usual time of one is taken from. */
const window = 50;

interface Served {
  time: number;
  at: number;
}

/** For how long operations of each client were at work lately. One that is at work counts as it usually takes. */
export class ServedTime {
  readonly #clients = new LRUCache<string, Served>({ max: mostClients });
  #usual = 1;

  of(client: string): number {
    const served = this.#clients.peek(client);
    return served ? served.time * 0.5 ** ((performance.now() - served.at) / halfLife) : 0;
  }

  /** Counts an operation of this client; the result ends it, and returns how long it was at work. */
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

  /** Counts milliseconds of work for a client. */
  add(client: string, time: number): void {
    this.#clients.set(client, { time: Math.max(0, this.of(client) + time), at: performance.now() });
  }
}
