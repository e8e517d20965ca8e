import { type Client, clientKey } from '../client-key.js';
import { type ClassLimits, type CrowdLimits, GateClass } from './gate-class.js';
import { ServedTime } from './served-time.js';
import type { Waiting } from './waiting-line.js';

export interface GateLimits extends ClassLimits {
  /** Maximum number of operations of one client that run at once. */
  perClient: number;
  /** The same for an address without a token; defaults to `perClient`. */
  perAddress?: number;
  /** Operations of at least this cost run one at a time for each client. */
  costlyFrom?: number;
  /** Maximum number of waiting operations of one client. */
  waitingPerClient: number;
  /** When waiting operations count as a crowd, for each class; always if absent. */
  crowd?: CrowdLimits;
  /** Stricter limits for operations that are not urgent, so that there is always room for urgent ones. */
  deferrable?: ClassLimits;
  /** Defaults to `deferrable`. */
  quick?: ClassLimits;
}

/** The order in which classes are served. Under load the last ones are refused first. */
export const urgencies = ['urgent', 'quick', 'deferrable'] as const;

/**
 * Urgent: a person waits for their own work. Quick: an operation that took milliseconds before. Deferrable: an
 * operation that may take long, or is unknown. Each class has its own limits, so that one that hangs does not block the
 * others.
 */
export type Urgency = (typeof urgencies)[number];

interface Asked {
  client: string;
  /** Maximum number of operations of the client that run at once. */
  most: number;
  urgency: Urgency;
}

/**
 * Limits how many operations run at once. Waiting clients get fair shares of time, regardless of how many operations
 * each of them sends.
 */
export class FairGate {
  readonly #limits: GateLimits;
  readonly #atWork = new Map<string, number>();
  readonly #served = new ServedTime();
  readonly #classes: Record<Urgency, GateClass>;
  #total = 0;
  /** Returns the milliseconds that a client has to wait before its next operation. */
  readonly #pauseOf: (client: string) => number;
  /** Clients that are checked again when their pause is over. */
  readonly #pausing = new Set<string>();

  constructor(limits: GateLimits, pauseOf: (client: string) => number = () => 0) {
    this.#limits = limits;
    this.#pauseOf = pauseOf;
    const { deferrable = limits, quick = deferrable } = limits;
    const classOf = (own: ClassLimits) => new GateClass(own, limits.crowd, this.#served);
    this.#classes = { urgent: classOf(limits), quick: classOf(quick), deferrable: classOf(deferrable) };
  }

  /** Waits for a turn of this client; see `enter`. */
  enterFor(client: Client, urgency?: Urgency, cost = 0): Promise<() => void> {
    return this.enter(clientKey(client), this.#mostFor(client, cost), urgency);
  }

  /** Waits for a turn of an address without a token; see `enter`. */
  enterFrom(address: string, urgency: Urgency): Promise<() => void> {
    return this.enter(address, this.#mostOfAddress, urgency);
  }

  #mostFor(client: Client, cost: number): number {
    if (this.isCostly(cost)) return 1;
    return client.viewer.accountId === null ? this.#mostOfAddress : this.#limits.perClient;
  }

  get #mostOfAddress(): number {
    return this.#limits.perAddress ?? this.#limits.perClient;
  }

  /** Whether an operation of this cost has to wait until nothing else of its client is running. */
  isCostly(cost: number): boolean {
    return cost >= (this.#limits.costlyFrom ?? Number.POSITIVE_INFINITY);
  }

  /**
   * Waits for a turn. Returns a function that ends it, which may be called twice. Throws UNAVAILABLE if the queue is
   * full.
   */
  async enter(client: string, most = this.#limits.perClient, urgency: Urgency = 'urgent'): Promise<() => void> {
    const asked = { client, most, urgency };
    // Waits behind other operations of its client: otherwise many small ones would keep a costly one waiting.
    const waits = this.#classes[urgency].line.sizeOf(client) > 0 || !this.#mayStart(asked);
    const end = waits ? await this.#wait(asked) : this.#start(asked);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#leave(asked, end());
    };
  }

  /** Returns how many operations of a class wait and were refused, and how many may run at once. */
  state(urgency: Urgency): { most: number; waiting: number; refused: number } {
    const { most, line, refused } = this.#classes[urgency];
    return { most, waiting: line.size, refused };
  }

  /** Whether another operation of this class would start at once. */
  hasRoom(urgency: Urgency): boolean {
    return this.#classes[urgency].hasRoom(this.#total);
  }

  /** Whether any operation waits for a turn. */
  get hasWaiting(): boolean {
    return urgencies.some((urgency) => this.#classes[urgency].line.size > 0);
  }

  #mayStart({ client, most, urgency }: Asked): boolean {
    const own = this.#classes[urgency];
    if (!own.hasRoom(this.#total)) return false;
    return (this.#atWork.get(client) ?? 0) < Math.min(most, own.mostOfClient) && !this.#pauses(client);
  }

  /** Whether the client has to pause. If so, schedules a check for the end of the pause. */
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

  #start({ client, urgency }: Asked): () => number {
    this.#total += 1;
    this.#classes[urgency].start();
    this.#atWork.set(client, (this.#atWork.get(client) ?? 0) + 1);
    return this.#served.begin(client);
  }

  #wait(asked: Asked): Promise<() => number> {
    const { client, most, urgency } = asked;
    const own = this.#classes[urgency];
    const { line } = own;
    own.noteRoom(own.hasRoom(this.#total));
    if (line.sizeOf(client) >= this.#limits.waitingPerClient) throw own.refuse();
    if (own.isFull && !line.makeRoomFor(client)) throw own.refuse();
    return new Promise((resolve, reject) => {
      const refuse = () => {
        clearTimeout(timer);
        line.remove(waiting);
        reject(own.refuse());
      };
      const since = performance.now();
      const look = () => {
        const left = own.stillWaits(performance.now() - since);
        if (left < 1) refuse();
        else timer = setTimeout(look, Math.min(left, own.longestWait)).unref();
      };
      let timer = setTimeout(look, own.longestWait).unref();
      const start = () => {
        clearTimeout(timer);
        line.remove(waiting);
        resolve(this.#start(asked));
      };
      const waiting: Waiting = { client, most, start, refuse };
      line.add(waiting);
    });
  }

  #leave({ client, urgency }: Asked, took: number): void {
    this.#total -= 1;
    this.#classes[urgency].end(took);
    const left = (this.#atWork.get(client) ?? 1) - 1;
    if (left > 0) this.#atWork.set(client, left);
    else this.#atWork.delete(client);
    this.#startNext();
  }

  /** Starts the operations whose turn it is. */
  #startNext(): void {
    while (urgencies.some((urgency) => this.#startFirst(urgency)));
    for (const own of Object.values(this.#classes)) own.noteRoom(own.hasRoom(this.#total));
  }

  #startFirst(urgency: Urgency): boolean {
    const own = this.#classes[urgency];
    if (!own.hasRoom(this.#total)) return false;
    const first = own.line.next(({ client, most }) => this.#mayStart({ client, most, urgency }));
    first?.start();
    return first !== undefined;
  }
}
