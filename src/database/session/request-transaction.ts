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
  /** Whose share of the connections is used. */
  lane?: LaneName;
}

/**
 * The database as one request sees it: at most one read-only snapshot, begun with the first read, so that a page and
 * its count agree; and one transaction for each mutation, after which reads see what it wrote.
 */
export class RequestTransaction {
  /** One loader for each kind: the same object is fetched once, and again after a write. */
  readonly loaders = new Map<symbol, unknown>();
  readonly #source: TransactionSource;
  readonly #transactions: Transactions;
  readonly #time: ReadingTime;
  /** The request that this one is part of, as another session. */
  readonly #main: RequestTransaction | undefined;
  readonly #parts: RequestTransaction[] = [];
  #snapshot: Promise<Transaction> | undefined;
  /** Snapshots and transactions that were begun. */
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

  /** The same request as another session sees the database; ends with this one, and takes its connection over. */
  as(session: Session): RequestTransaction {
    const { root, lane, longestRead, server } = this.#source;
    const part = new RequestTransaction(root, session, { lane: lane.name as LaneName, longestRead, server }, this);
    this.#parts.push(part);
    return part;
  }

  /**
   * Gives the request so many milliseconds from now on. After them PostgreSQL ends the transaction that it reads in, and
   * no other one begins. A transaction that writes is not interrupted; what is read after it has its time from its first
   * read on, so that who had to wait for a long mutation gets its answer.
   */
  limitTo(milliseconds: number): void {
    this.#time.limitTo(milliseconds);
  }

  /** The request's read-only snapshot. It holds a connection until `end`. */
  async read(): Promise<EntityManager> {
    this.#time.left();
    this.#snapshot ??= this.#openSnapshot();
    return (await this.#snapshot).em;
  }

  /**
   * The name of the snapshot that all of the request reads in; undefined where nothing was read, or in more than one, or
   * not on the primary. Asked before its end.
   */
  async snapshotName(): Promise<string | undefined> {
    return this.#begun === 1 && this.#parts.length === 0 ? (await this.#snapshot)?.name : undefined;
  }

  /** Says that the next statement is the last one that reads in this snapshot: its end travels with it. */
  async endAfterNext(): Promise<void> {
    (await this.#snapshot)?.endAfterNext();
  }

  /** Reads in a snapshot that ends with `work`; inside a `write` of the same session, in that transaction. */
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

  /** Runs `work` in a transaction that is always rolled back: it may write to compute, and nothing of it stays. */
  async dryRun<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    await this.end();
    const transaction = await this.#begin();
    try {
      return await this.#transactions.hold(transaction, () => work(transaction.em));
    } finally {
      await transaction.rollBack();
    }
  }

  /** Ends the snapshot. A later read begins a new one. */
  async end(): Promise<void> {
    await Promise.all([this.#endSnapshot(), ...this.#parts.map((part) => part.end())]);
  }

  /**
   * Ends the request for good. GraphQL answers as soon as a required field fails, while others are still running: what they
   * would begin now, nobody would end.
   */
  async finish(): Promise<void> {
    this.#time.end();
    await this.end();
  }

  /**
   * Ends the snapshot and reads from the primary from now on; returns whether it read from a replica before, so that
   * what failed there is worth reading again.
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
    // Nothing was written, so nobody waits until PostgreSQL has rolled it back.
    if (transaction) void transaction.rollBack();
  }
}
