import type { ProgrammeRowRules } from '../../../policy/rows/find-row-rules.js';
import { type Reading, readSpreadsheet } from '../../../spreadsheet/reading/read-spreadsheet.js';
import { spareReader } from '../../../spreadsheet/reading/spare-reader.js';
import { ErrorPolicy } from '../../submission.js';
import { chunksOf } from '../chunk.js';
import { columns, sheetName } from '../columns.js';
import type { PolicyFileRow } from '../policy-file.js';
import { TableStage } from '../table-stage.js';
import { beginAgain, noteFile } from '../work/submission-work.sql.js';
import type { Job, Outcome } from './job.js';
import { takeInByChunks } from './take-in-by-chunks.js';
import { takeInWhole } from './take-in-whole.js';

/** The module with the kind of row, which the reading process loads. */
const policyFile = spareReader.expect<ProgrammeRowRules>(new URL('../policy-file.js', import.meta.url), {
  columns,
  sheetName,
  options: { rulesId: '', policyYear: 2025, maximumTermMonths: 12, termEndInclusive: true, products: [] },
});

/**
 * Reads a file and inserts its rows. With REJECT_FAILED_ROWS each chunk is one transaction with its count: after a kill
 * the work continues after the last committed chunk. With REJECT_ALL, and for a dry run, the rows stay in the session
 * until all are checked, and are then inserted together or not at all; after a kill this begins again.
 */
export async function takeIn(job: Job): Promise<Outcome> {
  const { file, rules, work } = job;
  const sender = work.institutionId;
  const reading = await readSpreadsheet<PolicyFileRow>(policyFile, file, rules, { sender });
  try {
    const outcome = await takeInRows(job, reading);
    return { ...outcome, notes: reading.notes() };
  } finally {
    await reading.close();
  }
}

async function takeInRows(job: Job, reading: Reading<PolicyFileRow>): Promise<Outcome> {
  const { work, session } = job;
  await noteFile(session, work.id, reading.format, reading.headings);
  const whole = work.dryRun || work.errorPolicy === ErrorPolicy.REJECT_ALL;
  if (whole) await beginAgain(session, work.id);
  const rowsBefore = whole ? 0 : work.rowCount;
  const chunks = chunksOf(reading, rowsBefore);
  await TableStage.create(session, whole);
  return whole ? takeInWhole(job, chunks) : takeInByChunks(job, chunks, rowsBefore);
}
