import { sql } from 'kysely';
import type { Executor } from '../../database/session/executor.js';

/** Above this share of all policies, hashing all of them costs less than an index look-up for each row. */
const hashedPart = 1 / 50;

/**
 * Makes PostgreSQL compare a large submission with all policies by hashing, until the end of the transaction. The table
 * of rows was just filled and has no statistics, so the planner would otherwise choose a nested loop. Returns whether
 * the submission is large enough.
 */
export async function compareWhole(session: Executor, rowCount: number): Promise<boolean> {
  const { rows } = await sql<{ known: number }>`
    select reltuples as known from pg_class where oid = 'policy'::regclass`.execute(session.getKysely());
  if (rowCount < (rows[0]?.known ?? 0) * hashedPart) return false;
  await sql`set local enable_nestloop = off`.execute(session.getKysely());
  await sql`set local work_mem = '64MB'`.execute(session.getKysely());
  return true;
}

/** Flags policies of the file that may be the same as another policy; returns how many. */
export async function flagFile(session: Executor, submissionId: string, whole: boolean): Promise<number> {
  const { rows } = await sql<{ flagged: number }>`
    select flag_policies(${submissionId}::uuid, whole => ${whole}) as flagged`.execute(session.getKysely());
  return rows[0]?.flagged ?? 0;
}
