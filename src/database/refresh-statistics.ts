import { sql } from 'kysely';
import type { Executor } from './session/executor.js';

/** Analyzes large tables whose statistics say that they are empty, so that later statements are planned correctly. */
export async function refreshStatistics(session: Executor): Promise<void> {
  await sql`select refresh_statistics()`.execute(session.getKysely());
}
