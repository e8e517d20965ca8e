import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../../kernel/errors/refusal.js';
import { earlierResult, recordChange } from '../answer-again.js';
import { type LaneName, lanesOf } from '../connections/lanes.js';
import { isConflict } from '../database-fault.js';
import { ReadingTime } from './reading-time.js';
import type { Session } from './session.js';
import { type Transaction, Transactions, type TransactionSource } from './transactions.js';

export { type Session, systemSession } from './session.js';

export interface TransactionOptions extends Partial<
  Pick<TransactionSource, 'longestRead' | 'server' | 'common' | 'isNamed'>
> {
  /** The lane whose connections are used. */
  lane?: LaneName;
}

/**
 * The database of one request: at most one read-only snapshot, which starts with the first read, so that a page and its
 * count agree; and one transaction for each mutation, after which reads see its changes.
 */
export class RequestTransaction {
  /** One loader of each kind, so that an object is fetched once, and again after a write. */
  readonly loaders = new Map<symbol, unknown>();
  readonly #source: TransactionSource;
  readonly #transactions: Transactions;
  readonly #time: ReadingTime;
  /** The request of which this one is a part with another session. */
  readonly #main: RequestTransaction | undefined;
  readonly #parts: RequestTransaction[] = [];
  #snapshot: Promise<Transaction> | undefined;
  /** Number of snapshots and transactions that were started. */
  #begun = 0;

  constructor(
    root: EntityManager,
    session: Session,
    { lane = 'background', longestRead, server, common, isNamed = false }: TransactionOptions = {},
    main?: RequestTransaction,
  ) {
    this.#main = main;
    this.#time = main ? main.#time : new ReadingTime();
    this.#source = { root, session, lane: lanesOf(root)[lane], longestRead, server, common, isNamed };
    this.#transactions = new Transactions(this.#source, this.#time);
  }

  /** Returns a part of this request with another session; it ends with this one and reuses its connection. */
  as(session: Session): RequestTransaction {
    const { root, lane, longestRead, server } = this.#source;
    const part = new RequestTransaction(root, session, { lane: lane.name as LaneName, longestRead, server }, this);
    this.#parts.push(part);
    return part;
  }

  /**
   * Limits the request to so many milliseconds from now. After that PostgreSQL ends the read transaction, and no other
   * one starts. A transaction that writes is not interrupted. Reads after it get the full time again, so that a client
   * that waited for a long mutation gets its answer.
   */
  limitTo(milliseconds: number): void {
    this.#time.limitTo(milliseconds);
  }

  /** Returns the read-only snapshot of the request. It occupies a connection until `end`. */
  async read(): Promise<EntityManager> {
    this.#time.left();
    this.#snapshot ??= this.#openSnapshot();
    return (await this.#snapshot).em;
  }

  /**
   * Returns the name of the snapshot in which the whole request reads; undefined if nothing was read, there were
   * several snapshots, or it is not on the primary. Must be called before the end.
   */
  async snapshotName(): Promise<string | undefined> {
    return this.#begun === 1 && this.#parts.length === 0 ? (await this.#snapshot)?.name : undefined;
  }

  /** Declares that the next statement is the last one in this snapshot, so that its end is sent together with it. */
  async endAfterNext(): Promise<void> {
    (await this.#snapshot)?.endAfterNext();
  }

  /** Runs `work` in its own snapshot, or inside a `write` of the same session in that transaction. */
  async inSnapshot<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    const outer = this.#transactions.outer();
    if (outer) return work(outer.em);
    const transaction = await this.#openSnapshot();
    try {
      return await this.#transactions.hold(transaction, () => work(transaction.em));
    } finally {
      await transaction.rollBack();
    }
  }

  /**
   * Runs `work` in one transaction, which is committed completely or rolled back. If another transaction wrote the same
   * data concurrently, `work` runs once more and sees what the other one wrote.
   */
  async write<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    await this.end();
    try {
      return await this.#writeOnce(work);
    } catch (error) {
      if (!isConflict(error)) throw error;
      return await this.#writeOnce(work);
    } finally {
      this.#time.restart();
    }
  }

  async #writeOnce<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    const transaction = await this.#begin();
    try {
      const result = await this.#transactions.hold(transaction, () => recordChange(transaction.em, work));
      await transaction.em.commit();
      transaction.leave();
      return result;
    } catch (error) {
      const earlier = error instanceof Refused ? await earlierResult<T>(transaction.em) : undefined;
      await transaction.rollBack();
      if (earlier) return earlier.result;
      throw error;
    }
  }

  /** Runs `work` in a transaction that is always rolled back, so that it may write temporary data. */
  async dryRun<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    await this.end();
    const transaction = await this.#begin();
    try {
      return await this.#transactions.hold(transaction, () => work(transaction.em));
    } finally {
      await transaction.rollBack();
    }
  }

  /** Ends the snapshot. A later read starts a new one. */
  async end(): Promise<void> {
    await Promise.all([this.#endSnapshot(), ...this.#parts.map((part) => part.end())]);
  }

  /**
   * Ends the request for good. GraphQL answers as soon as a required field fails, while other fields are still running;
   * nobody would end the snapshots that those would start.
   */
  async finish(): Promise<void> {
    this.#time.end();
    await this.end();
  }

  /**
   * Ends the snapshot and reads from the primary from now on. Returns whether it read from a replica before, so that a
   * failed read can be repeated.
   */
  async leaveReplica(): Promise<boolean> {
    const wasOnReplica = (await this.#source.server?.leaveReplica()) ?? false;
    await this.end();
    return wasOnReplica;
  }

  async #openSnapshot(): Promise<Transaction> {
    this.#begun += 1;
    if (this.#main) await this.#main.#endSnapshot();
    return this.#transactions.openSnapshot();
  }

  async #begin(): Promise<Transaction> {
    this.#begun += 1;
    await this.#source.server?.leaveReplica();
    if (this.#main) await this.#main.#endSnapshot();
    return this.#transactions.begin();
  }

  async #endSnapshot(): Promise<void> {
    const snapshot = this.#snapshot;
    this.#snapshot = undefined;
    this.loaders.clear();
    const transaction = await snapshot?.catch(() => undefined);
    // Nothing was written, so the rollback is not awaited.
    if (transaction) void transaction.rollBack();
  }
}
