import type { IncomingMessage } from 'node:http';
import { ServedTime } from './gate/served-time.js';
import { type Waiting, WaitingLine } from './gate/waiting-line.js';

/**
 * Processor time in milliseconds during which requests start in one turn of the event loop; later ones wait for the
 * next turns. Time of other processes does not count: otherwise, where several gateways share a machine, fewer requests
 * would start than arrive.
 */
const longestTurn = 8;
/** Maximum number of waiting requests that start in one turn. */
const mostInTurn = 64;
/** If fewer requests wait, the machine paused and there is no crowd: they are served even if they are late. */
const leastCrowd = 16;
/** Maximum number of waiting requests in a queue. If it is full, the client with the most of them loses one. */
const mostWaiting = 1_000;
/**
 * Milliseconds after which a waiting request is refused, because it still has to wait for processors and the database.
 * The queues are served in turn. So a client with a token does not wait behind anonymous ones, a client with an invalid
 * token does not block the other queues, and new documents do not delay known ones.
 */
const longestWaits = { sockets: Number.POSITIVE_INFINITY, tokens: 5_000, anybody: 750, newDocuments: 500 };
export type TurnLine = keyof typeof longestWaits;
const lines = Object.keys(longestWaits) as TurnLine[];

type Work = () => void;

/** A turn of the event loop in which requests were started. */
interface Turn {
  /** When it began. */
  began: number;
  /** Processor time at its beginning; undefined if no request waited for it: where nobody waits, the clock is enough. */
  usedBefore: number | undefined;
}

/** Returns the processor time of this thread in milliseconds. It is a system call that may take as long as a query. */
function usedByThread(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** Decides about requests without a token before routing. */
export interface EarlyAdmission {
  /** Whether a request has to be checked. */
  looksAt: (request: IncomingMessage) => boolean;
  /** Whether the request asks for a new document. The body is absent if it is large or has not arrived yet. */
  isNew: (request: IncomingMessage, body: Buffer | undefined) => boolean;
  /**
   * Waits for a place. Returns a function that ends it, which may be called twice. Rejects if the request is refused.
   */
  enter: (request: IncomingMessage, client: string) => Promise<() => void>;
}

/**
 * Starts requests, socket handshakes and socket messages in turn. If a thousand arrive at once, they would all start
 * before the event loop reads from other clients. Here they start one at a time, first those of the client with the
 * least recent work, and the loop reads from other clients in between. Requests that cannot start soon are refused
 * before they are read.
 */
export class RequestTurns {
  /** Returns the client of a request, as limits count it. */
  readonly clientOf: (request: IncomingMessage) => string;
  /** Without it, all requests are served. */
  early: EarlyAdmission | undefined;
  readonly #served = new ServedTime();
  readonly #lines = lines.map(() => new WaitingLine(this.#served));
  /** The queue whose turn it is. */
  #turnOf = 0;
  /** Undefined if nothing was started in this turn. */
  #turn: Turn | undefined;
  readonly #used: () => number;

  constructor(clientOf: (request: IncomingMessage) => string, used = usedByThread) {
    this.clientOf = clientOf;
    this.#used = used;
  }

  /** Starts `work` in its turn, or calls `refuse`. Without `refuse` it waits for as long as necessary. */
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
    if (!this.#turn) this.#beginTurn(undefined);
    this.count(client, work);
  }

  /** Does work for a client outside of its turn, and counts it. */
  count<Result>(client: string, work: () => Result): Result {
    const began = performance.now();
    const result = work();
    this.#served.add(client, performance.now() - began);
    return result;
  }

  #isOver(): boolean {
    // The processor time of a turn is never longer than the turn.
    if (!this.#turn || performance.now() - this.#turn.began < longestTurn) return false;
    const { usedBefore } = this.#turn;
    return usedBefore === undefined || this.#used() - usedBefore >= longestTurn;
  }

  #beginTurn(usedBefore: number | undefined): void {
    this.#turn = { began: performance.now(), usedBefore };
    setImmediate(() => this.#nextTurn());
  }

  #nextTurn(): void {
    this.#turn = undefined;
    if (this.#isEmpty) return;
    this.#beginTurn(this.#used());
    this.#next();
    // The synchronous part of a request ends before the next callback, so that its time is counted.
    for (let more = 1; more < mostInTurn; more += 1) setImmediate(() => this.#isOver() || this.#next());
  }

  /** Starts the next request. */
  #next(): void {
    for (let tried = 0; tried < lines.length; tried += 1) {
      this.#turnOf = (this.#turnOf + 1) % lines.length;
      const first = this.#lines[this.#turnOf]?.next(() => true);
      if (first) return first.start();
    }
  }
}
