import { sql } from 'kysely';
import type { Executor } from './session/executor.js';

/** Counts the large tables that PostgreSQL takes for empty, so that what follows is planned for what is in them. */
export async function refreshStatistics(session: Executor): Promise<void> {
  await sql`select refresh_statistics()`.execute(session.getKysely());
}
