import { sql } from 'kysely';
import type { Executor } from '../database/session/executor.js';

export const clockMoved = 'clock_moved';

/** Returns the milliseconds by which the sandbox is ahead; undefined before the first gateway. */
export async function readAhead(em: Executor): Promise<number | undefined> {
  const { rows } = await sql<{ ahead: string }>`select ahead from sandbox_time where id = 1`.execute(em.getKysely());
  return rows[0] && Number(rows[0].ahead);
}

/** Notifies all gateways when the transaction is committed. */
export async function writeAhead(em: Executor, ahead: number): Promise<void> {
  await sql`
    insert into sandbox_time (id, ahead) values (1, ${ahead}::bigint)
    on conflict (id) do update set ahead = excluded.ahead`.execute(em.getKysely());
  await sql`select pg_notify(${clockMoved}, '')`.execute(em.getKysely());
}

/** Makes gateways that start at the same time decide one after the other. */
export async function lockTime(em: Executor): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('sandbox time'))`.execute(em.getKysely());
}

/** Checks whether another gateway of this database runs, by its listening connection. */
export async function othersAtWork(em: Executor): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`
    select exists (select from pg_stat_activity
      where datname = current_database() and application_name = 'mianshen listener') as some`.execute(em.getKysely());
  return rows[0]?.some ?? false;
}
