import type { Unavailable } from '../../../kernel/errors/unavailable.js';
import { type AdaptiveBounds, AdaptiveLimit } from './adaptive-limit.js';
import type { ServedTime } from './served-time.js';
import { tooBusy } from '../too-busy.js';
import { WaitingLine } from './waiting-line.js';

export interface ClassLimits {
  /** None begins where so many of all classes are at work. */
  total: number;
  /** So many of this class at work; the number follows what is done in time. As `total` where absent. */
  atWork?: AdaptiveBounds;
  /** Operations of all clients that wait. */
  waiting: number;
  /** The same while there has been no room for as long as `longestWait`; the same where absent. */
  waitingWhenFull?: number;
  /** Milliseconds that an operation waits at most. */
  longestWait: number;
  /** The same while there has been no room for as long as `longestWait`; the same where absent. */
  longestWaitWhenFull?: number;
}

/** Where fewer operations of a class wait, there is no crowd, only a slow machine: they wait for up to `longestWaitOfFew`. */
export interface CrowdLimits {
  from: number;
  longestWaitOfFew: number;
}

/** Operations of one urgency at a gate: how many are at work, who waits, and the limits of both. */
export class GateClass {
  readonly line: WaitingLine;
  readonly #limits: ClassLimits;
  readonly #crowd: CrowdLimits | undefined;
  readonly #adaptive: AdaptiveLimit | undefined;
  #atWork = 0;
  #refused = 0;
  /** Since when there has been no room. */
  #fullSince: number | undefined;

  constructor(limits: ClassLimits, crowd: CrowdLimits | undefined, served: ServedTime) {
    this.#limits = limits;
    this.#crowd = crowd;
    this.#adaptive = limits.atWork && new AdaptiveLimit(limits.atWork);
    this.line = new WaitingLine(served);
  }

  /** How many may be at work at once at present. */
  get most(): number {
    return this.#adaptive?.present ?? this.#limits.total;
  }

  /** The same for one client: none takes all that is left to those whose number is bounded. */
  get mostOfClient(): number {
    return this.#adaptive ? Math.max(1, this.most - 1) : this.most;
  }

  get refused(): number {
    return this.#refused;
  }

  /** Whether one more may begin where so many of all classes are at work. */
  hasRoom(total: number): boolean {
    return total < this.#limits.total && this.#atWork < this.most;
  }

  start(): void {
    this.#atWork += 1;
  }

  /** Counts one less, which was at work for so many milliseconds. */
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

  /** A line that does not empty makes everybody wait for as long as it is; a shorter one serves as many, and sooner (CoDel). */
  get longestWait(): number {
    const { longestWait, longestWaitWhenFull = longestWait } = this.#limits;
    return this.#isFullForLong ? longestWaitWhenFull : longestWait;
  }

  /** Milliseconds that an operation may still wait, where so many have passed. */
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
