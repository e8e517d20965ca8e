import { sql } from 'kysely';
import type { DedicatedConnection } from '../../../database/connections/dedicated-connection.js';
import type { Institution } from '../../../institution/institution.js';
import { requireActive } from '../../../institution/require-active.js';
import { ErrorPolicy } from '../../submission.js';
import type { Chunk } from '../chunk.js';
import { countChunk, noteRows, type Work } from '../work/submission-work.sql.js';

/**
 * Refuses to continue where the institution was suspended. The lock makes a suspension wait for the rows being written.
 */
export async function requireStillActive(session: DedicatedConnection, institutionId: string): Promise<void> {
  const { rows } = await sql<Pick<Institution, 'status'>>`
    select status from institution where id = ${institutionId}::uuid for share`.execute(session.getKysely());
  requireActive(rows[0] as Pick<Institution, 'status'>);
}

/** Adds the rows of a chunk to the counts of the submission, and stores refusals and warnings. */
export async function countAndNote(
  session: DedicatedConnection,
  work: Work,
  chunk: Chunk,
  rowsBefore: number,
  inserted: number,
): Promise<void> {
  const good = chunk.good;
  const corrected = good.filter(({ action }) => action === 'CORRECT').length;
  const whole = work.dryRun || work.errorPolicy === ErrorPolicy.REJECT_ALL;
  if (!whole && inserted + corrected !== good.length) {
    throw new Error(`${good.length} rows were checked, ${inserted} inserted and ${corrected} corrected`);
  }
  await noteRows(session, work, chunk.noted());
  await countChunk(session, work.id, rowsBefore, {
    rows: chunk.size,
    accepted: whole ? 0 : good.length,
    failed: chunk.size - good.length,
    corrected: whole ? 0 : corrected,
    warned: chunk.warned,
    bytesRead: chunk.bytesRead,
  });
}
