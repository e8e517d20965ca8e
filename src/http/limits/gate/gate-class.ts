import type { Unavailable } from '../../../kernel/errors/unavailable.js';
import { type AdaptiveBounds, AdaptiveLimit } from './adaptive-limit.js';
import type { ServedTime } from './served-time.js';
import { tooBusy } from '../too-busy.js';
import { WaitingLine } from './waiting-line.js';

export interface ClassLimits {
  /** No operation of this class starts while this many operations of all classes are running. */
  total: number;
  /** Adaptive limit of running operations of this class; defaults to `total`. */
  atWork?: AdaptiveBounds;
  /** Maximum number of waiting operations of all clients. */
  waiting: number;
  /** The same once there has been no room for `longestWait`; defaults to `waiting`. */
  waitingWhenFull?: number;
  /** Maximum waiting time of an operation in milliseconds. */
  longestWait: number;
  /** The same once there has been no room for `longestWait`; defaults to `longestWait`. */
  longestWaitWhenFull?: number;
}

/**
 * If fewer than `from` operations of a class wait, the machine is slow and there is no crowd: they wait for up to
 * `longestWaitOfFew` milliseconds.
 */
export interface CrowdLimits {
  from: number;
  longestWaitOfFew: number;
}

/** The operations of one urgency at a gate: counts running ones, queues waiting ones, and applies the limits. */
export class GateClass {
  readonly line: WaitingLine;
  readonly #limits: ClassLimits;
  readonly #crowd: CrowdLimits | undefined;
  readonly #adaptive: AdaptiveLimit | undefined;
  #atWork = 0;
  #refused = 0;
  /** The time since which there has been no room. */
  #fullSince: number | undefined;

  constructor(limits: ClassLimits, crowd: CrowdLimits | undefined, served: ServedTime) {
    this.#limits = limits;
    this.#crowd = crowd;
    this.#adaptive = limits.atWork && new AdaptiveLimit(limits.atWork);
    this.line = new WaitingLine(served);
  }

  /** Current maximum number of running operations. */
  get most(): number {
    return this.#adaptive?.present ?? this.#limits.total;
  }

  /** The same for one client. If the limit is adaptive, one place is always left to other clients. */
  get mostOfClient(): number {
    return this.#adaptive ? Math.max(1, this.most - 1) : this.most;
  }

  get refused(): number {
    return this.#refused;
  }

  /** Whether another operation may start while `total` operations of all classes are running. */
  hasRoom(total: number): boolean {
    return total < this.#limits.total && this.#atWork < this.most;
  }

  start(): void {
    this.#atWork += 1;
  }

  /** Counts the end of an operation that took `took` milliseconds. */
  end(took: number): void {
    this.#atWork -= 1;
    this.#adaptive?.learn(took);
  }

  get isFull(): boolean {
    const { waiting, waitingWhenFull = waiting } = this.#limits;
    return this.line.size >= (this.#isFullForLong ? waitingWhenFull : waiting);
  }

  noteRoom(hasRoom: boolean): void {
    this.#fullSince = hasRoom ? undefined : (this.#fullSince ?? performance.now());
  }

  /**
   * Current maximum waiting time. In a queue that never empties, everybody waits for its whole length; a shorter queue
   * serves as many, and sooner (CoDel).
   */
  get longestWait(): number {
    const { longestWait, longestWaitWhenFull = longestWait } = this.#limits;
    return this.#isFullForLong ? longestWaitWhenFull : longestWait;
  }

  /** Returns the milliseconds that an operation may still wait after it waited for `waited`. */
  stillWaits(waited: number): number {
    const { from, longestWaitOfFew } = this.#crowd ?? { from: 0, longestWaitOfFew: 0 };
    const mayWait = this.line.size < from ? Math.max(longestWaitOfFew, this.longestWait) : this.longestWait;
    return mayWait - waited;
  }

  get #isFullForLong(): boolean {
    return this.#fullSince !== undefined && performance.now() - this.#fullSince > this.#limits.longestWait;
  }

  refuse(): Unavailable {
    this.#refused += 1;
    return tooBusy;
  }
}
