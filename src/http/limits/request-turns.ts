import type { IncomingMessage } from 'node:http';
import { ServedTime } from './gate/served-time.js';
import { type Waiting, WaitingLine } from './gate/waiting-line.js';

/**
 * Milliseconds of processor in one turn of the event loop for which requests begin; what comes later waits for the next
 * turns. Time in which other processes have the processor does not count: fewer would begin than come, where several
 * gateways share a machine.
 */
const longestTurn = 8;
/** Waiting requests that begin in one turn at most. */
const mostInTurn = 64;
/** Fewer that wait are no crowd, and are served however late they are: then it was the machine that paused. */
const leastCrowd = 16;
/** Requests of a line that wait; in a full one, the client that has the most makes room. */
const mostWaiting = 1_000;
/**
 * Milliseconds after which a request that waits is refused: it still has to wait for processors and the database. The lines
 * are served in turn. So a client with a token does not wait behind everybody else, one with a made-up token keeps
 * nobody from the other lines, and documents that nobody sent before do not keep those waiting that are known.
 */
const longestWaits = { sockets: Number.POSITIVE_INFINITY, tokens: 5_000, anybody: 750, newDocuments: 500 };
export type TurnLine = keyof typeof longestWaits;
const lines = Object.keys(longestWaits) as TurnLine[];

type Work = () => void;

/** Milliseconds of processor that this thread has used. */
function usedByThread(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** What can be known of requests without a token before their route is looked for. */
export interface EarlyAdmission {
  /** Whether a request has to be looked at. */
  looksAt: (request: IncomingMessage) => boolean;
  /** Whether it asks for a document that nobody sent before; its body is absent where it is not here yet, or large. */
  isNew: (request: IncomingMessage, body: Buffer | undefined) => boolean;
  /** Waits until it may be served; the result ends its place and may be called twice. Rejects where it is refused. */
  enter: (request: IncomingMessage, client: string) => Promise<() => void>;
}

/**
 * Begins what clients send in turn: requests, handshakes of sockets and their messages. A thousand of them that arrive at
 * once would all begin before the event loop reads anybody else's. Here they begin one after the other, first those of the
 * client of whom the least began lately, and between them the loop reads others. What cannot begin soon is refused before
 * anything of it is read.
 */
export class RequestTurns {
  /** The client that a request is from, as limits count it. */
  readonly clientOf: (request: IncomingMessage) => string;
  /** All are served where it is absent. */
  early: EarlyAdmission | undefined;
  readonly #served = new ServedTime();
  readonly #lines = lines.map(() => new WaitingLine(this.#served));
  /** The line whose turn it is. */
  #turnOf = 0;
  /** What was used when this turn began; undefined where nothing began in it. */
  #usedBefore: number | undefined;
  readonly #used: () => number;

  constructor(clientOf: (request: IncomingMessage) => string, used = usedByThread) {
    this.clientOf = clientOf;
    this.#used = used;
  }

  /** Begins `work` in its turn, or calls `refuse` instead; without that it waits for as long as it takes. */
  run(kind: TurnLine, client: string, work: Work, refuse?: Work): void {
    if (this.#isEmpty && !this.#isOver()) return this.#begin(client, work);
    const line = this.#lines[lines.indexOf(kind)] as WaitingLine;
    if (refuse && line.size >= mostWaiting && !line.makeRoomFor(client)) return refuse();
    const since = performance.now();
    const leave = () => line.remove(waiting);
    const waiting: Waiting = {
      client,
      most: 1,
      start: () => {
        const isCrowd = line.size >= leastCrowd;
        leave();
        if (refuse && isCrowd && performance.now() - since > longestWaits[kind]) refuse();
        else this.#begin(client, work);
      },
      refuse: () => {
        leave();
        refuse?.();
      },
    };
    line.add(waiting);
  }

  get #isEmpty(): boolean {
    return this.#lines.every(({ size }) => size === 0);
  }

  #begin(client: string, work: Work): void {
    if (this.#usedBefore === undefined) this.#beginTurn();
    this.count(client, work);
  }

  /** Does a part of a client's request that is not done in its turn; it counts as well. */
  count<Result>(client: string, work: () => Result): Result {
    const began = performance.now();
    const result = work();
    this.#served.add(client, performance.now() - began);
    return result;
  }

  #isOver(): boolean {
    return this.#usedBefore !== undefined && this.#used() - this.#usedBefore >= longestTurn;
  }

  #beginTurn(): void {
    this.#usedBefore = this.#used();
    setImmediate(() => this.#nextTurn());
  }

  #nextTurn(): void {
    this.#usedBefore = undefined;
    if (this.#isEmpty) return;
    this.#beginTurn();
    this.#next();
    // What a request does at once is over before the next callback, so that its time counts.
    for (let more = 1; more < mostInTurn; more += 1) setImmediate(() => this.#isOver() || this.#next());
  }

  /** Begins the request whose turn it is. */
  #next(): void {
    for (let tried = 0; tried < lines.length; tried += 1) {
      this.#turnOf = (this.#turnOf + 1) % lines.length;
      const first = this.#lines[this.#turnOf]?.next(() => true);
      if (first) return first.start();
    }
  }
}
