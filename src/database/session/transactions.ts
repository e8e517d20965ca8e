import type { EntityManager } from '@mikro-orm/postgresql';
import { holders, type Lane, type Leave } from '../connections/lane.js';
import type { ReadServer } from '../replicas/read-server.js';
import type { Replica } from '../replicas/replica.js';
import type { CommonSnapshots } from './common-snapshots.js';
import { openReadSession, type ReadSession } from './read-session.js';
import type { ReadingTime } from './reading-time.js';
import { type Session, sessionSettings } from './session.js';

/** Milliseconds after which PostgreSQL ends an idle transaction, because its gateway is frozen or cut off. */
const longestIdle = 60_000;

const limits = { idle_in_transaction_session_timeout: String(longestIdle) };

export interface TransactionSource {
  root: EntityManager;
  session: Session;
  lane: Lane;
  /** Milliseconds after which a statement that reads is cancelled. */
  longestRead: number | undefined;
  /** Selects the server to read from; the primary if absent. */
  server: ReadServer | undefined;
  /** Shared snapshots, used unless it reads from a replica. */
  common: CommonSnapshots | undefined;
  /** Whether to query the names of snapshots. */
  isNamed: boolean;
}

export class Transaction {
  constructor(
    readonly owner: Transactions,
    readonly em: EntityManager,
    readonly leave: Leave,
    readonly undo: () => Promise<void>,
    /** Declares that the next statement is the last one. */
    readonly endAfterNext: () => void = () => undefined,
    /** The name of the snapshot, if it has one. */
    readonly name: Promise<string | undefined> = Promise.resolve(undefined),
  ) {}

  /** Rolls back. A transaction whose connection broke has already ended, so errors are ignored. */
  async rollBack(): Promise<void> {
    try {
      await this.undo();
    } catch {
      // PostgreSQL rolls back if it loses the connection; the code that used the transaction has received the error.
    } finally {
      this.leave();
    }
  }
}

/** Opens the transactions of one session, on the server that it reads from and within its time limit. */
export class Transactions {
  readonly #source: TransactionSource;
  readonly #time: ReadingTime;

  constructor(source: TransactionSource, time: ReadingTime) {
    this.#source = source;
    this.#time = time;
  }

  /** Returns the transaction that the current work runs in, if it was opened here. */
  outer(): Transaction | undefined {
    return holders().find((holder) => holder instanceof Transaction && holder.owner === this) as
      Transaction | undefined;
  }

  /** Marks `work` as using the connection of a transaction. */
  hold<T>(transaction: Transaction, work: () => Promise<T>): Promise<T> {
    return this.#source.lane.hold(transaction, work);
  }

  /** Opens a read-only snapshot. */
  async openSnapshot(): Promise<Transaction> {
    const { server, common, lane } = this.#source;
    this.#time.left();
    const replica = await server?.choose();
    if (common && !replica) return this.#join(common);
    const leave = await lane.enter();
    try {
      const session = await this.#openSession(replica);
      return new Transaction(this, session.em, leave, session.end, session.endAfterNext, session.name);
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** Joins a shared snapshot. The connection belongs to the snapshot, for all who read in it. */
  async #join(common: CommonSnapshots): Promise<Transaction> {
    const { session, lane } = this.#source;
    const { em, end, endAfterNext } = await common.join(session, this.#readSettings(), () => lane.enter());
    return new Transaction(this, em, () => undefined, end, endAfterNext);
  }

  /** Opens a session on the replica, or on the primary if the replica cannot be reached. */
  async #openSession(replica: Replica | undefined): Promise<ReadSession> {
    const { root, session, server, isNamed } = this.#source;
    const open = (from?: Replica) => openReadSession(root, session, this.#readSettings(), { replica: from, isNamed });
    if (!replica) return open();
    try {
      return await open(replica);
    } catch (error) {
      replica.fail(error);
      await server?.leaveReplica();
      return open();
    }
  }

  /** Begins a transaction that may write, on the primary. */
  async begin(): Promise<Transaction> {
    const { root, session, lane } = this.#source;
    this.#time.left();
    const leave = await lane.enter();
    try {
      const em = root.fork({ useContext: false });
      em.setSessionContext({ variables: { ...sessionSettings(session), ...limits } });
      await em.begin();
      return new Transaction(this, em, leave, async () => {
        if (em.isInTransaction()) await em.rollback();
      });
    } catch (error) {
      leave();
      throw error;
    }
  }

  #readSettings(): Record<string, string> {
    const { longestRead } = this.#source;
    const left = this.#time.left();
    return {
      ...limits,
      ...(longestRead && { statement_timeout: String(longestRead) }),
      ...(Number.isFinite(left) && { transaction_timeout: String(Math.ceil(left)) }),
    };
  }
}
