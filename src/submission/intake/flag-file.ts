import { sql } from 'kysely';
import type { Executor } from '../../database/session/executor.js';

/** From this part of all policies on, hashing them whole costs less than a look into the indexes for each row. */
const hashedPart = 1 / 50;

/**
 * A submission that is a good part of all policies is compared with them by hashing: a table that has just been filled has
 * no statistics, and the planner would take it for one that a loop can go through for every row. For the rest of the
 * transaction; returns whether.
 */
export async function compareWhole(session: Executor, rowCount: number): Promise<boolean> {
  const { rows } = await sql<{ known: number }>`
    select reltuples as known from pg_class where oid = 'policy'::regclass`.execute(session.getKysely());
  if (rowCount < (rows[0]?.known ?? 0) * hashedPart) return false;
  await sql`set local enable_nestloop = off`.execute(session.getKysely());
  await sql`set local work_mem = '64MB'`.execute(session.getKysely());
  return true;
}

/** Flags what a file brought; returns how many. */
export async function flagFile(session: Executor, submissionId: string, whole: boolean): Promise<number> {
  const { rows } = await sql<{ flagged: number }>`
    select flag_policies(${submissionId}::uuid, whole => ${whole}) as flagged`.execute(session.getKysely());
  return rows[0]?.flagged ?? 0;
}
