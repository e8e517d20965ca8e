import { AsyncLocalStorage } from 'node:async_hooks';
import { Unavailable } from '../../kernel/errors/unavailable.js';

/** Releases the place in the lane. May be called more than once. */
export type Leave = () => void;

interface Waiting {
  enter: () => void;
}

interface Hold {
  lane: Lane;
  /** The owner of the connection. */
  holder: object;
  open: boolean;
  outer: Hold | undefined;
}

export interface LaneOptions {
  name: string;
  /** Maximum number of connections in use. */
  size: number;
  /**
   * Work that has a connection may request another one only from a lane with a higher rank, which prevents deadlocks.
   */
  rank: number;
  /** Maximum number of waiting requests; one more is refused at once. */
  longestQueue?: number;
  /** Maximum waiting time in milliseconds; then the request is refused. */
  longestWait?: number;
}

/** The connections that the current chain of calls uses. */
const innermost = new AsyncLocalStorage<Hold | undefined>();

function* openHolds(): Generator<Hold, undefined> {
  for (let hold = innermost.getStore(); hold; hold = hold.outer) if (hold.open) yield hold;
}

/** Returns the owners of all connections that the current work uses, the innermost first. */
export function holders(): object[] {
  return [...openHolds()].map(({ holder }) => holder);
}

/**
 * A share of the database connections for one kind of work. Code that needs a connection enters the lane first and
 * waits in its queue for a limited time. The pool has as many connections as all lanes together.
 */
export class Lane {
  readonly name: string;
  readonly size: number;
  readonly #rank: number;
  readonly #longestQueue: number;
  readonly #longestWait: number;
  readonly #queue = new Set<Waiting>();
  #busy = 0;
  #refused = 0;

  constructor({ name, size, rank, longestQueue = Infinity, longestWait = Infinity }: LaneOptions) {
    this.name = name;
    this.size = size;
    this.#rank = rank;
    this.#longestQueue = longestQueue;
    this.#longestWait = longestWait;
  }

  get state(): { size: number; busy: number; waiting: number; refused: number } {
    return { size: this.size, busy: this.#busy, waiting: this.#queue.size, refused: this.#refused };
  }

  /** Whether one more request would be refused. */
  get isFull(): boolean {
    return this.#busy >= this.size && this.#queue.size >= this.#longestQueue;
  }

  /** Waits for a place. Throws `Unavailable` if the queue is full or the wait was too long. */
  async enter(): Promise<Leave> {
    this.#requireOrder();
    if (this.#busy < this.size) this.#busy += 1;
    else await this.#wait();
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#leave();
    };
  }

  /** Marks `work` as using a connection of this lane. If it requests a second one of the same rank, `enter` throws. */
  async hold<T>(holder: object, work: () => Promise<T>): Promise<T> {
    const mark: Hold = { lane: this, holder, open: true, outer: innermost.getStore() };
    try {
      return await innermost.run(mark, work);
    } finally {
      mark.open = false;
    }
  }

  #requireOrder(): void {
    for (const { lane } of openHolds()) {
      if (lane.#rank < this.#rank) continue;
      throw new Error(`Work that holds a connection for ${lane.name} asked for a second one for ${this.name}`);
    }
  }

  async #wait(): Promise<void> {
    if (this.#queue.size >= this.#longestQueue) throw this.#refuse();
    await new Promise<void>((resolve, reject) => {
      const waiting: Waiting = { enter: resolve };
      this.#queue.add(waiting);
      if (this.#longestWait === Infinity) return;
      const timer = setTimeout(() => {
        if (this.#queue.delete(waiting)) reject(this.#refuse());
      }, this.#longestWait);
      waiting.enter = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #refuse(): Unavailable {
    this.#refused += 1;
    return new Unavailable('Too many requests are being served at the moment. Try again in a moment.', 1);
  }

  #leave(): void {
    const [next] = this.#queue;
    if (!next) {
      this.#busy -= 1;
      return;
    }
    this.#queue.delete(next);
    next.enter();
  }
}
