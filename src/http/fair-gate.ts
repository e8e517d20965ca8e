import { Unavailable } from '../kernel/unavailable.js';
import { type Client, clientKey } from './client-key.js';

export interface GateLimits {
  /** Operations at work at once, of all clients. */
  total: number;
  /** Operations of one client at work at once. */
  perClient: number;
  /** The same for a network address without a token; as `perClient` where absent. */
  perAddress?: number;
  /** Operations of one client that wait. */
  waitingPerClient: number;
  /** Operations of all clients that wait. */
  waiting: number;
  /** Milliseconds that an operation waits at most. */
  longestWait: number;
}

interface Waiting {
  start: () => void;
  /** Operations of its client at work at once. */
  most: number;
}

/**
 * Lets a limited number of operations work at once. Who waits is served in turn, one operation of each client after
 * the other, so that a client with a thousand operations does not stand before a client with one.
 */
export class FairGate {
  readonly #limits: GateLimits;
  readonly #atWork = new Map<string, number>();
  readonly #queues = new Map<string, Set<Waiting>>();
  #total = 0;
  #waiting = 0;

  constructor(limits: GateLimits) {
    this.#limits = limits;
  }

  /** Waits for a turn of this client; see `enter`. */
  enterFor(client: Client): Promise<() => void> {
    const { perClient, perAddress = perClient } = this.#limits;
    return this.enter(clientKey(client), client.viewer.accountId === null ? perAddress : perClient);
  }

  /** Waits for a turn; the result ends it and may be called twice. Throws UNAVAILABLE where the queue is full. */
  async enter(client: string, most = this.#limits.perClient): Promise<() => void> {
    if (!this.#mayStart(client, most)) await this.#wait(client, most);
    else this.#start(client);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#leave(client);
    };
  }

  #mayStart(client: string, most: number): boolean {
    return this.#total < this.#limits.total && this.#isBelow(client, most);
  }

  #isBelow(client: string, most: number): boolean {
    return (this.#atWork.get(client) ?? 0) < most;
  }

  #start(client: string): void {
    this.#total += 1;
    this.#atWork.set(client, (this.#atWork.get(client) ?? 0) + 1);
  }

  #wait(client: string, most: number): Promise<void> {
    const queue = this.#queues.get(client) ?? new Set<Waiting>();
    if (queue.size >= this.#limits.waitingPerClient || this.#waiting >= this.#limits.waiting) throw busy();
    this.#queues.set(client, queue);
    this.#waiting += 1;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#dequeue(client, waiting);
        reject(busy());
      }, this.#limits.longestWait).unref();
      const waiting: Waiting = {
        most,
        start: () => {
          clearTimeout(timer);
          this.#dequeue(client, waiting);
          this.#start(client);
          resolve();
        },
      };
      queue.add(waiting);
    });
  }

  #dequeue(client: string, waiting: Waiting): void {
    const queue = this.#queues.get(client);
    if (!queue?.delete(waiting)) return;
    this.#waiting -= 1;
    if (queue.size === 0) this.#queues.delete(client);
  }

  #leave(client: string): void {
    this.#total -= 1;
    const left = (this.#atWork.get(client) ?? 1) - 1;
    if (left > 0) this.#atWork.set(client, left);
    else this.#atWork.delete(client);
    this.#next();
  }

  #next(): void {
    for (const [client, queue] of this.#queues) {
      const [first] = queue;
      if (!first || !this.#isBelow(client, first.most)) continue;
      // The client goes to the end of the row.
      this.#queues.delete(client);
      this.#queues.set(client, queue);
      first.start();
      return;
    }
  }
}

function busy(): Error {
  return new Unavailable('Too many requests are at work. Send this one again later.', 2);
}
