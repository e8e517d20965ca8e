import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../../kernel/errors/refusal.js';
import { earlierResult, recordChange } from '../answer-again.js';
import { TookTooLong } from '../../kernel/errors/took-too-long.js';
import { isConflict } from '../database-fault.js';
import { holders, type Lane, type Leave } from '../connections/lane.js';
import { type LaneName, lanesOf } from '../connections/lanes.js';
import type { ReadServer } from '../replicas/read-server.js';
import type { Replica } from '../replicas/replica.js';
import type { CommonSnapshots } from './common-snapshots.js';
import { openReadSession, type ReadSession } from './read-session.js';
import { type Session, sessionSettings } from './session.js';

export { type Session, systemSession } from './session.js';

export interface TransactionOptions {
  /** Whose share of the connections is used. */
  lane?: LaneName;
  /** A statement that reads for longer than so many milliseconds is cancelled. */
  longestRead?: number | undefined;
  /** Where it reads; from the primary where absent. */
  server?: ReadServer | undefined;
  /** With whom it reads in one snapshot, where it does not read from a replica. */
  common?: CommonSnapshots | undefined;
}

class Transaction {
  constructor(
    readonly owner: RequestTransaction,
    readonly em: EntityManager,
    readonly leave: Leave,
    /** Takes back what was not committed. */
    readonly takeBack: () => Promise<void>,
    /** The next statement is the last one. */
    readonly endAfterNext: () => void = () => undefined,
  ) {}
}

/** Milliseconds after which PostgreSQL ends a transaction whose gateway sends nothing: it was frozen or cut off. */
const longestIdle = 60_000;

/**
 * The database as one request sees it: at most one read-only snapshot, begun with the first read, so that a page and
 * its count agree; and one transaction for each mutation, after which reads see what it wrote.
 */
export class RequestTransaction {
  /** One loader for each kind: the same object is fetched once, and again after a write. */
  readonly loaders = new Map<symbol, unknown>();
  readonly #root: EntityManager;
  readonly #session: Session;
  readonly #longestRead: number | undefined;
  readonly #lane: Lane;
  readonly #server: ReadServer | undefined;
  readonly #common: CommonSnapshots | undefined;
  #snapshot: Promise<Transaction> | undefined;
  readonly #beside: RequestTransaction[] = [];
  #main: RequestTransaction | undefined;
  /** Milliseconds for all that is read. */
  #longestInAll = Infinity;
  /** When they are over; undefined as long as they have not begun. */
  #deadline: number | undefined;
  #finished = false;

  constructor(
    root: EntityManager,
    session: Session,
    { lane = 'background', longestRead, server, common }: TransactionOptions = {},
  ) {
    this.#server = server;
    this.#common = common;
    this.#root = root;
    this.#session = session;
    this.#longestRead = longestRead;
    this.#lane = lanesOf(root)[lane];
  }

  /**
   * Gives the request so many milliseconds from now on. After them PostgreSQL ends the transaction that it reads in, and
   * no other one begins. A transaction that writes is not interrupted; what is read after it has its time from its first
   * read on, so that who had to wait for a long mutation gets its answer.
   */
  limitTo(milliseconds: number): void {
    this.#longestInAll = milliseconds;
    this.#deadline = performance.now() + milliseconds;
  }

  /**
   * Ends the request for good. GraphQL answers as soon as a required field fails, while others are still running: what they
   * would begin now, nobody would end.
   */
  async finish(): Promise<void> {
    this.#finished = true;
    await this.end();
  }

  /** Milliseconds that are left; throws where there are none, or where the request has ended. */
  #timeLeft(): number {
    const main = this.#main ?? this;
    if (main.#finished) throw new Error('This request has ended; nothing more is read for it');
    main.#deadline ??= performance.now() + main.#longestInAll;
    const left = main.#deadline - performance.now();
    if (left <= 0) throw new TookTooLong();
    return left;
  }

  /** The request's read-only snapshot. It holds a connection until `end`. */
  async read(): Promise<EntityManager> {
    this.#timeLeft();
    this.#snapshot ??= this.#open();
    return (await this.#snapshot).em;
  }

  /** Says that the next statement is the last one that reads in this snapshot: its end travels with it. */
  async endAfterNext(): Promise<void> {
    (await this.#snapshot)?.endAfterNext();
  }

  /** Reads in a snapshot that ends with `work`; inside a `write` of the same session, in that transaction. */
  async look<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    const outer = holders().find((holder) => holder instanceof Transaction && holder.owner === this);
    if (outer instanceof Transaction) return work(outer.em);
    const transaction = await this.#open();
    try {
      return await this.#lane.hold(transaction, () => work(transaction.em));
    } finally {
      await this.#takeBack(transaction);
    }
  }

  /** The same request as somebody else sees the database; ends with this one, and takes its connection over. */
  beside(session: Session): RequestTransaction {
    const lane = this.#lane.name as LaneName;
    const options = { lane, longestRead: this.#longestRead, server: this.#server };
    const other = new RequestTransaction(this.#root, session, options);
    other.#main = this;
    this.#beside.push(other);
    return other;
  }

  /**
   * Runs `work` in one transaction: all of it is committed, or nothing is. Where another transaction wrote the same at
   * the same moment, `work` runs once more and finds what the other one wrote.
   */
  async write<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    await this.end();
    try {
      return await this.#writeOnce(work);
    } catch (error) {
      if (!isConflict(error)) throw error;
      return await this.#writeOnce(work);
    } finally {
      (this.#main ?? this).#deadline = undefined;
    }
  }

  async #writeOnce<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    const transaction = await this.#begin();
    try {
      const result = await this.#lane.hold(transaction, () => recordChange(transaction.em, work));
      await transaction.em.commit();
      transaction.leave();
      return result;
    } catch (error) {
      const earlier = error instanceof Refused ? await earlierResult<T>(transaction.em) : undefined;
      await this.#takeBack(transaction);
      if (earlier) return earlier.result;
      throw error;
    }
  }

  /** Runs `work` in a transaction that is always taken back: it may write to compute, and nothing of it stays. */
  async rehearse<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    await this.end();
    const transaction = await this.#begin();
    try {
      return await this.#lane.hold(transaction, () => work(transaction.em));
    } finally {
      await this.#takeBack(transaction);
    }
  }

  /** Ends the snapshot. A later read begins a new one. */
  async end(): Promise<void> {
    await Promise.all([this.#endSnapshot(), ...this.#beside.map((other) => other.end())]);
  }

  async #endSnapshot(): Promise<void> {
    const snapshot = this.#snapshot;
    this.#snapshot = undefined;
    this.loaders.clear();
    const transaction = await snapshot?.catch(() => undefined);
    // Nothing was written, so nobody waits until PostgreSQL has taken it back.
    if (transaction) void this.#takeBack(transaction);
  }

  /** Opens a read-only snapshot. */
  async #open(): Promise<Transaction> {
    if (this.#main) await this.#main.#endSnapshot();
    this.#timeLeft();
    const replica = await this.#server?.choose();
    if (this.#common && !replica) return this.#join(this.#common);
    const leave = await this.#lane.enter();
    try {
      const session = await this.#openSession(replica);
      return new Transaction(this, session.em, leave, session.end, session.endAfterNext);
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** The connection belongs to the snapshot, for all who read in it. */
  async #join(common: CommonSnapshots): Promise<Transaction> {
    const settings = { ...limits, ...this.#readLimits() };
    const { em, end, endAfterNext } = await common.join(this.#session, settings, () => this.#lane.enter());
    return new Transaction(this, em, () => undefined, end, endAfterNext);
  }

  /** On the replica; on the primary where that one cannot be reached. */
  async #openSession(replica: Replica | undefined): Promise<ReadSession> {
    const open = (server?: Replica) =>
      openReadSession(this.#root, this.#session, { ...limits, ...this.#readLimits() }, server);
    if (!replica) return open();
    try {
      return await open(replica);
    } catch (error) {
      replica.fail(error);
      await this.#server?.leaveReplica();
      return open();
    }
  }

  /**
   * Ends the snapshot and reads from the primary from now on; returns whether it read from a replica before, so that
   * what failed there is worth reading again.
   */
  async leaveReplica(): Promise<boolean> {
    const wasOnReplica = (await this.#server?.leaveReplica()) ?? false;
    await this.end();
    return wasOnReplica;
  }

  /** Begins a transaction that may write. */
  async #begin(): Promise<Transaction> {
    await this.#server?.leaveReplica();
    if (this.#main) await this.#main.#endSnapshot();
    this.#timeLeft();
    const leave = await this.#lane.enter();
    try {
      const em = this.#root.fork({ useContext: false });
      em.setSessionContext({ variables: { ...sessionSettings(this.#session), ...limits } });
      await em.begin();
      return new Transaction(this, em, leave, async () => {
        if (em.isInTransaction()) await em.rollback();
      });
    } catch (error) {
      leave();
      throw error;
    }
  }

  #readLimits(): Record<string, string> {
    const left = this.#timeLeft();
    return {
      ...(this.#longestRead && { statement_timeout: String(this.#longestRead) }),
      ...(Number.isFinite(left) && { transaction_timeout: String(Math.ceil(left)) }),
    };
  }

  /** A transaction whose connection broke has ended with it: there is nothing left to take back. */
  async #takeBack({ takeBack, leave }: Transaction): Promise<void> {
    try {
      await takeBack();
    } catch {
      // PostgreSQL rolls back what loses its connection; the code that used the transaction has got the error itself.
    } finally {
      leave();
    }
  }
}

const limits = { idle_in_transaction_session_timeout: String(longestIdle) };
