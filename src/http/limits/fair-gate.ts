import { Unavailable } from '../../kernel/errors/unavailable.js';
import { type Client, clientKey } from './client-key.js';

export interface GateLimits {
  /** Operations at work at once, of all clients. */
  total: number;
  /** Operations of one client at work at once. */
  perClient: number;
  /** The same for a network address without a token; as `perClient` where absent. */
  perAddress?: number;
  /** Operations that cost at least so much are at work one at a time for each client. */
  costlyFrom?: number;
  /** Operations of one client that wait. */
  waitingPerClient: number;
  /** Operations of all clients that wait. */
  waiting: number;
  /** Milliseconds that an operation waits at most. */
  longestWait: number;
  /**
   * Stricter limits for operations that are not urgent, so that there is always room for those that are: so many of them
   * at work, and none begins where so many of both are.
   */
  deferrable?: { atWork: number; total: number; waiting: number; longestWait: number };
}

/** Urgent operations are served before deferrable ones, which are the first to be refused under load. */
export type Urgency = 'urgent' | 'deferrable';

interface Asked {
  client: string;
  /** Operations of its client at work at once. */
  most: number;
  urgency: Urgency;
}

interface Waiting {
  start: () => void;
  /** Operations of its client at work at once. */
  most: number;
}

/**
 * Lets a limited number of operations work at once. Who waits is served in turn, one operation of each client after
 * the other, so that a client with a thousand operations does not go before a client with one.
 */
export class FairGate {
  readonly #limits: GateLimits;
  readonly #atWork = new Map<string, number>();
  readonly #queues: Record<Urgency, Map<string, Set<Waiting>>> = { urgent: new Map(), deferrable: new Map() };
  readonly #waiting: Record<Urgency, number> = { urgent: 0, deferrable: 0 };
  #total = 0;
  #deferrable = 0;
  /** Milliseconds that a client has to pause before its next operation. */
  readonly #pauseOf: (client: string) => number;
  /** Clients that are looked at again when their pause is over. */
  readonly #pausing = new Set<string>();

  constructor(limits: GateLimits, pauseOf: (client: string) => number = () => 0) {
    this.#limits = limits;
    this.#pauseOf = pauseOf;
  }

  /** Waits for a turn of this client; see `enter`. */
  enterFor(client: Client, urgency?: Urgency, cost = 0): Promise<() => void> {
    return this.enter(clientKey(client), this.#mostFor(client, cost), urgency);
  }

  #mostFor(client: Client, cost: number): number {
    const { perClient, perAddress = perClient } = this.#limits;
    if (this.isCostly(cost)) return 1;
    return client.viewer.accountId === null ? perAddress : perClient;
  }

  /** Whether an operation of this cost waits until nothing else of its client is at work. */
  isCostly(cost: number): boolean {
    return cost >= (this.#limits.costlyFrom ?? Number.POSITIVE_INFINITY);
  }

  /** Waits for a turn; the result ends it and may be called twice. Throws UNAVAILABLE where the queue is full. */
  async enter(client: string, most = this.#limits.perClient, urgency: Urgency = 'urgent'): Promise<() => void> {
    const asked = { client, most, urgency };
    // Behind those of its client that wait: many small ones would keep a costly one waiting.
    if (this.#queues[urgency].has(client) || !this.#mayStart(asked)) await this.#wait(asked);
    else this.#start(asked);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#leave(asked);
    };
  }

  #mayStart({ client, most, urgency }: Asked): boolean {
    const free = this.#hasRoom(urgency) && (this.#atWork.get(client) ?? 0) < most;
    return free && !this.#pauses(client);
  }

  #hasRoom(urgency: Urgency): boolean {
    const { deferrable } = this.#limits;
    if (urgency === 'urgent' || !deferrable) return this.#total < this.#limits.total;
    return this.#total < deferrable.total && this.#deferrable < deferrable.atWork;
  }

  /** Whether the client has to pause; then it is looked at again as soon as the pause is over. */
  #pauses(client: string): boolean {
    const pause = this.#pauseOf(client);
    if (pause <= 0) return false;
    if (!this.#pausing.has(client)) {
      this.#pausing.add(client);
      setTimeout(() => {
        this.#pausing.delete(client);
        this.#startNext();
      }, Math.ceil(pause)).unref();
    }
    return true;
  }

  #limitsOf(urgency: Urgency): Pick<GateLimits, 'waiting' | 'longestWait'> {
    return urgency === 'deferrable' ? (this.#limits.deferrable ?? this.#limits) : this.#limits;
  }

  #start({ client, urgency }: Asked): void {
    this.#total += 1;
    if (urgency === 'deferrable') this.#deferrable += 1;
    this.#atWork.set(client, (this.#atWork.get(client) ?? 0) + 1);
  }

  #wait(asked: Asked): Promise<void> {
    const { client, urgency } = asked;
    const queue = this.#queues[urgency].get(client) ?? new Set<Waiting>();
    const limits = this.#limitsOf(urgency);
    if (queue.size >= this.#limits.waitingPerClient || this.#waiting[urgency] >= limits.waiting) throw busy();
    this.#queues[urgency].set(client, queue);
    this.#waiting[urgency] += 1;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#dequeue(asked, waiting);
        reject(busy());
      }, limits.longestWait).unref();
      const waiting: Waiting = {
        most: asked.most,
        start: () => {
          clearTimeout(timer);
          this.#dequeue(asked, waiting);
          this.#start(asked);
          resolve();
        },
      };
      queue.add(waiting);
    });
  }

  #dequeue({ client, urgency }: Asked, waiting: Waiting): void {
    const queue = this.#queues[urgency].get(client);
    if (!queue?.delete(waiting)) return;
    this.#waiting[urgency] -= 1;
    if (queue.size === 0) this.#queues[urgency].delete(client);
  }

  #leave({ client, urgency }: Asked): void {
    this.#total -= 1;
    if (urgency === 'deferrable') this.#deferrable -= 1;
    const left = (this.#atWork.get(client) ?? 1) - 1;
    if (left > 0) this.#atWork.set(client, left);
    else this.#atWork.delete(client);
    this.#startNext();
  }

  #startNext(): void {
    if (!this.#next('urgent')) this.#next('deferrable');
  }

  /** Starts the operation whose turn it is, if there is one. */
  #next(urgency: Urgency): boolean {
    const queues = this.#queues[urgency];
    for (const [client, queue] of queues) {
      const [first] = queue;
      if (!first || !this.#mayStart({ client, most: first.most, urgency })) continue;
      // The client goes to the end of the row.
      queues.delete(client);
      queues.set(client, queue);
      first.start();
      return true;
    }
    return false;
  }
}

function busy(): Error {
  return new Unavailable('Too many requests are at work. Send this one again later.', 2);
}
