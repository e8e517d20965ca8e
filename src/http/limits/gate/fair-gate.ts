import { type Client, clientKey } from '../client-key.js';
import { type ClassLimits, type CrowdLimits, GateClass } from './gate-class.js';
import { ServedTime } from './served-time.js';
import type { Waiting } from './waiting-line.js';

export interface GateLimits extends ClassLimits {
  /** Operations of one client at work at once. */
  perClient: number;
  /** The same for a network address without a token; as `perClient` where absent. */
  perAddress?: number;
  /** Operations that cost at least so much are at work one at a time for each client. */
  costlyFrom?: number;
  /** Operations of one client that wait. */
  waitingPerClient: number;
  /** When those that wait are a crowd, of each class; always where absent. */
  crowd?: CrowdLimits;
  /** Stricter limits for what is not urgent, so that there is always room for what is. */
  deferrable?: ClassLimits;
  /** As `deferrable` where absent. */
  quick?: ClassLimits;
}

/** In this order they are served; under load the last ones are refused first. */
export const urgencies = ['urgent', 'quick', 'deferrable'] as const;

/**
 * Urgent: somebody waits whose work it is. Quick: it takes milliseconds, as was seen before. Deferrable: what may take long,
 * or nobody knows yet. Each has its own room: what is stuck leaves that of the others.
 */
export type Urgency = (typeof urgencies)[number];

interface Asked {
  client: string;
  /** Operations of its client at work at once. */
  most: number;
  urgency: Urgency;
}

/** Lets a limited number of operations work at once. Clients that wait are served in fair shares of time, however often each of them asks. */
export class FairGate {
  readonly #limits: GateLimits;
  readonly #atWork = new Map<string, number>();
  readonly #served = new ServedTime();
  readonly #classes: Record<Urgency, GateClass>;
  #total = 0;
  /** Milliseconds that a client has to pause before its next operation. */
  readonly #pauseOf: (client: string) => number;
  /** Clients that are looked at again when their pause is over. */
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

  /** The same for an address without a token, by its key. */
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

  /** Whether an operation of this cost waits until nothing else of its client is at work. */
  isCostly(cost: number): boolean {
    return cost >= (this.#limits.costlyFrom ?? Number.POSITIVE_INFINITY);
  }

  /** Waits for a turn; the result ends it and may be called twice. Throws UNAVAILABLE where the queue is full. */
  async enter(client: string, most = this.#limits.perClient, urgency: Urgency = 'urgent'): Promise<() => void> {
    const asked = { client, most, urgency };
    // Behind those of its client that wait: many small ones would keep a costly one waiting.
    const waits = this.#classes[urgency].line.sizeOf(client) > 0 || !this.#mayStart(asked);
    const end = waits ? await this.#wait(asked) : this.#start(asked);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#leave(asked, end());
    };
  }

  /** What waits and was refused of an urgency, and how many operations of it may be at work at once. */
  state(urgency: Urgency): { most: number; waiting: number; refused: number } {
    const { most, line, refused } = this.#classes[urgency];
    return { most, waiting: line.size, refused };
  }

  /** Whether one more of an urgency would begin at once. */
  hasRoom(urgency: Urgency): boolean {
    return this.#classes[urgency].hasRoom(this.#total);
  }

  /** Whether anybody waits for a turn. */
  get hasWaiting(): boolean {
    return urgencies.some((urgency) => this.#classes[urgency].line.size > 0);
  }

  #mayStart({ client, most, urgency }: Asked): boolean {
    const own = this.#classes[urgency];
    if (!own.hasRoom(this.#total)) return false;
    return (this.#atWork.get(client) ?? 0) < Math.min(most, own.mostOfClient) && !this.#pauses(client);
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
