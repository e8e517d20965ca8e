import type { EntityManager } from '@mikro-orm/postgresql';
import { RequestTransaction, systemSession } from '../database/session/request-transaction.js';
import { type RawBuilder, sql } from 'kysely';
import type { Executor } from '../database/session/executor.js';

/** What is counted of the work on a file, the attempt that has just begun included. */
export interface FileAttempts {
  /** Attempts that began without getting further than those before. */
  attempts: number;
  /** Attempts of which a running gateway said that they failed, also because the file ended the process that reads it. */
  failures: number;
  /** Attempts of whose end no gateway said anything; the present one is one of them until it ends. */
  deaths: number;
}

/**
 * A file that fails twice, or ends its reader twice, is given up. That a gateway died while it worked on a file says
 * little of the file, which becomes the suspect only where that happens time after time; the same holds for a database
 * that went away.
 */
export const mostOf = { attempts: 20, failures: 2, deaths: 10 };

/** Whether the attempt that has just begun is one too many. */
export function isGivenUp({ attempts, failures, deaths }: FileAttempts): boolean {
  return failures >= mostOf.failures || attempts > mostOf.attempts || deaths > mostOf.deaths;
}

/**
 * How an attempt ended that did not reach its end. NOT_COUNTED: the gateway was asked to stop, or the machine has no room,
 * as if the attempt had not begun. INTERRUPTED: no fault of the file, unless that happens time after time. FAILED: the
 * file may be at fault.
 */
export type AttemptEnd = 'NOT_COUNTED' | 'INTERRUPTED' | 'FAILED';

/** The tables of files that are worked on in the background. */
export type FileTable = 'submission' | 'list_import';

/** For the statement with which an attempt begins. It counts as a death until a gateway says how it ended. */
export const oneAttemptMore: RawBuilder<unknown> = sql`attempts = attempts + 1, deaths = deaths + 1`;

/** A running gateway says how an attempt ended. */
export async function endAttempt(session: Executor, table: FileTable, id: string, end: AttemptEnd): Promise<void> {
  await sql`
    update ${sql.table(table)} set deaths = greatest(0, deaths - 1),
      attempts = greatest(0, attempts - ${end === 'NOT_COUNTED' ? 1 : 0}),
      failures = failures + ${end === 'FAILED' ? 1 : 0}
    where id = ${id}::uuid`.execute(session.getKysely());
}

/** Ends of attempts that the database has still to record: it may be away when an attempt breaks off. */
export class UnrecordedEnds {
  readonly #table: FileTable;
  readonly #ends = new Map<string, AttemptEnd>();

  constructor(table: FileTable) {
    this.#table = table;
  }

  add(id: string, end: AttemptEnd): void {
    this.#ends.set(id, end);
  }

  get size(): number {
    return this.#ends.size;
  }

  async record(session: Executor): Promise<void> {
    for (const [id, end] of this.#ends) {
      await endAttempt(session, this.#table, id, end);
      this.#ends.delete(id);
    }
  }
}

/** Reads what is due, once the ends of attempts are recorded: on a connection of the pool, so that no session is opened to look. */
export async function findAfterEnds<File>(
  em: EntityManager,
  unrecorded: UnrecordedEnds,
  find: (em: EntityManager) => Promise<File[]>,
): Promise<File[]> {
  const db = new RequestTransaction(em, systemSession);
  if (unrecorded.size > 0) await db.write((writer) => unrecorded.record(writer));
  return db.inSnapshot(find);
}

/** Whether some gateway holds the lock of this key, which is an expression of SQL; as `DedicatedConnection.tryLock`. */
export function isLocked(key: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`exists (
    select from pg_locks
    where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())
      and (classid::bigint << 32) | objid::bigint = hashtextextended(${key}, 0))`;
}
