import type { EntityManager } from '@mikro-orm/postgresql';
import { RequestTransaction, systemSession } from '../database/session/request-transaction.js';
import { type RawBuilder, sql } from 'kysely';
import type { Executor } from '../database/session/executor.js';

/** Counts of attempts to process a file, including the present one. */
export interface FileAttempts {
  /** Attempts that began without getting further than the earlier ones. */
  attempts: number;
  /** Attempts that failed, as a running gateway reported, also because the file ended the process that reads it. */
  failures: number;
  /** Attempts whose end no gateway reported; the present one is included until it ends. */
  deaths: number;
}

/**
 * A file is given up after it has failed twice, or has ended its reader twice. The death of a gateway while it
 * processed a file is little evidence against the file, so it is suspected only after many of them; the same applies to
 * a lost connection to the database.
 */
export const mostOf = { attempts: 20, failures: 2, deaths: 10 };

/** Checks whether the attempt that has just begun exceeds these limits. */
export function isGivenUp({ attempts, failures, deaths }: FileAttempts): boolean {
  return failures >= mostOf.failures || attempts > mostOf.attempts || deaths > mostOf.deaths;
}

/**
 * How an unfinished attempt counts. NOT_COUNTED: the gateway was stopped, or the machine has no space; as if it had not
 * begun. INTERRUPTED: not a fault of the file, unless it happens many times. FAILED: the file may be at fault.
 */
export type AttemptEnd = 'NOT_COUNTED' | 'INTERRUPTED' | 'FAILED';

/** The tables of files that are processed in the background. */
export type FileTable = 'submission' | 'list_import';

/** For the statement that begins an attempt. It counts as a death until a gateway reports its end. */
export const oneAttemptMore: RawBuilder<unknown> = sql`attempts = attempts + 1, deaths = deaths + 1`;

/** Records how an attempt ended. */
export async function endAttempt(session: Executor, table: FileTable, id: string, end: AttemptEnd): Promise<void> {
  await sql`
    update ${sql.table(table)} set deaths = greatest(0, deaths - 1),
      attempts = greatest(0, attempts - ${end === 'NOT_COUNTED' ? 1 : 0}),
      failures = failures + ${end === 'FAILED' ? 1 : 0}
    where id = ${id}::uuid`.execute(session.getKysely());
}

/** Ends of attempts that are not recorded yet, because the database may be unreachable when an attempt fails. */
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

/**
 * Records ends of attempts, then reads the files that are due, on a connection of the pool: so no session is opened for
 * it.
 */
export async function findAfterEnds<File>(
  em: EntityManager,
  unrecorded: UnrecordedEnds,
  find: (em: EntityManager) => Promise<File[]>,
): Promise<File[]> {
  const db = new RequestTransaction(em, systemSession);
  if (unrecorded.size > 0) await db.write((writer) => unrecorded.record(writer));
  return db.inSnapshot(find);
}

/** Whether some gateway has locked this key, an expression of SQL, with `DedicatedConnection.tryLock`. */
export function isLocked(key: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`exists (
    select from pg_locks
    where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())
      and (classid::bigint << 32) | objid::bigint = hashtextextended(${key}, 0))`;
}
