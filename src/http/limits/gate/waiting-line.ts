import type { ServedTime } from './served-time.js';

export interface Waiting {
  client: string;
  /** Maximum number of operations of its client that run at once. */
  most: number;
  start: () => void;
  refuse: () => void;
}

/** Only this many clients are compared, those who have waited longest, because thousands may reconnect at once. */
const mostCompared = 64;

/**
 * The queue of waiting operations of one urgency. The client with the least recent work comes first, so that all
 * clients get the same share, and a client that needs less gets all it needs. If the queue is full, a client with fewer
 * waiting operations takes the place of one with more.
 */
export class WaitingLine {
  readonly #served: ServedTime;
  readonly #queues = new Map<string, Set<Waiting>>();
  #size = 0;

  constructor(served: ServedTime) {
    this.#served = served;
  }

  get size(): number {
    return this.#size;
  }

  sizeOf(client: string): number {
    return this.#queues.get(client)?.size ?? 0;
  }

  add(waiting: Waiting): void {
    const queue = this.#queues.get(waiting.client) ?? new Set<Waiting>();
    this.#queues.set(waiting.client, queue.add(waiting));
    this.#size += 1;
  }

  remove(waiting: Waiting): void {
    const { client } = waiting;
    const queue = this.#queues.get(client);
    if (!queue?.delete(waiting)) return;
    this.#size -= 1;
    this.#queues.delete(client);
    // Of several clients with equal work, the one that has waited longest comes first.
    if (queue.size > 0) this.#queues.set(client, queue);
  }

  /** Returns the next operation that may start; undefined if none may. */
  next(mayStart: (first: Waiting) => boolean): Waiting | undefined {
    let found: Waiting | undefined;
    let least = Number.POSITIVE_INFINITY;
    let compared = 0;
    for (const [client, [first]] of this.#queues) {
      if (!first || !mayStart(first)) continue;
      const served = this.#served.of(client);
      if (served < least) [found, least] = [first, served];
      if (served === 0 || (compared += 1) >= mostCompared) break;
    }
    return found;
  }

  /**
   * Refuses the latest operation of the client with the most waiting operations, if it has more than the newcomer.
   * Returns whether there is room now.
   */
  makeRoomFor(newcomer: string): boolean {
    const greatest = this.#greaterThan(newcomer);
    const latest = greatest && [...greatest].at(-1);
    latest?.refuse();
    return latest !== undefined;
  }

  #greaterThan(newcomer: string): Set<Waiting> | undefined {
    let greatest: Set<Waiting> | undefined;
    let most = this.sizeOf(newcomer) + 1;
    let longest = this.#served.of(newcomer);
    let compared = 0;
    for (const [client, queue] of this.#queues) {
      if ((compared += 1) > mostCompared) break;
      if (queue.size < most) continue;
      const served = this.#served.of(client);
      if (queue.size === most && served <= longest) continue;
      greatest = queue;
      most = queue.size;
      longest = served;
    }
    return greatest;
  }
}
