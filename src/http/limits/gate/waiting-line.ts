import type { ServedTime } from './served-time.js';

export interface Waiting {
  client: string;
  /** Operations of its client at work at once. */
  most: number;
  start: () => void;
  refuse: () => void;
}

/** Thousands of followers come back at once: so many clients are compared, those who have waited longest. */
const mostCompared = 64;

/**
 * Operations of one urgency that wait for their turn. The client that was served least lately comes first, so that everybody
 * gets the same share, and who asks for less than that gets all of it. In a full line a client with less gets the place of
 * one with more.
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
    // Of several who were served as little, one who waits for longer comes first.
    if (queue.size > 0) this.#queues.set(client, queue);
  }

  /** Whose turn it is, among those that may start; undefined where none may. */
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

  /** Refuses the latest operation of the client that has the most, where that is more than the newcomer has. */
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
