import { sql } from 'kysely';
import { type NotedContact, noteContacts } from '../../contact/note-contacts.js';
import type { Vault } from '../../kernel/vault.js';
import { type Refusal, Refused } from '../../kernel/errors/refusal.js';
import type { DedicatedConnection } from '../../database/connections/dedicated-connection.js';
import type { TakeSession } from '../../database/connections/kept-sessions.js';
import { type Reading, readSpreadsheet } from '../../spreadsheet/reading/read-spreadsheet.js';
import { spareReader } from '../../spreadsheet/reading/spare-reader.js';
import { refuseFile } from '../../spreadsheet/spreadsheet.refusals.js';
import type { Institution } from '../../institution/institution.js';
import { compareRows } from '../../policy/rows/compare-rows.js';
import { correctRows } from '../../policy/rows/correct-rows.js';
import type { ProgrammeRowRules } from '../../policy/rows/find-row-rules.js';
import { insertRows } from '../../policy/rows/insert-rows.js';
import { previewTotal } from '../../policy/rows/preview-subsidy.js';
import { refuseRepeated } from '../../policy/rows/rules/refuse-repeated.js';
import { suggestCodes } from '../../register/names/suggest-codes.js';
import { warnOfNames } from '../../register/names/compare-names.js';
import { ErrorPolicy, SubmissionStatus } from '../submission.js';
import { requireActive } from '../../institution/require-active.js';
import { columns, sheetName } from './columns.js';
import { Chunk, chunksOf } from './chunk.js';
import { TableStage } from './table-stage.js';
import type { PolicyFileRow } from './policy-file.js';
import { beginAgain, countChunk, type Ending, noteFile, noteRows, type Work } from './work/submission-work.sql.js';

export const mostRows = 1_000_000;

/** The kind of row, as the reading process loads it. */
const policyFile = spareReader.expect<ProgrammeRowRules>(new URL('./policy-file.js', import.meta.url), {
  columns,
  sheetName,
  options: { rulesId: '', policyYear: 2025, maximumTermMonths: 12, termEndInclusive: true, products: [] },
});

export interface Job {
  work: Work;
  file: string;
  rules: ProgrammeRowRules;
  session: DedicatedConnection;
  /** Gives a second session, where one copies the next rows while the other takes the last ones in. */
  another: TakeSession;
  now: () => Date;
  vault: Vault;
  /** Aborted when the gateway stops: the work breaks off between two chunks and continues after the next start. */
  signal: AbortSignal;
}

/** How the work ended, and whether the staged rows are still to be taken in, with the ending, in one transaction. */
export interface Outcome {
  rows: number;
  ending: Omit<Ending, 'now'>;
  staged: boolean;
  /** Phone numbers of companies, which are noted with the staged rows. */
  contacts?: NotedContact[];
  /** What the sender should know of how the file was read. */
  notes?: Refusal[];
}

/**
 * Reads a file and takes its rows in. With REJECT_FAILED_ROWS each chunk is one transaction, its count included: after
 * a kill the work continues behind the last chunk that was committed. With REJECT_ALL, and for a dry run, the rows wait
 * in the session until all are checked, and are then taken in together or not at all; after a kill it begins again.
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

async function takeInByChunks(job: Job, chunks: AsyncIterable<Chunk>, done: number): Promise<Outcome> {
  const sessions = [job.session];
  const busy: Promise<void>[] = [];
  let previous: Promise<void> = Promise.resolve();
  let chunkBefore: Chunk | undefined;
  let rows = done;
  let turn = 0;
  try {
    for await (const chunk of chunks) {
      job.signal.throwIfAborted();
      chunk.refuseRepeated(chunkBefore);
      const session = (sessions[turn] ??= await secondOf(job));
      await busy[turn];
      previous = takeInChunk(job, session, chunk, rows, previous);
      // Awaited below or with the next chunk of this session; a failure must not be unhandled until then.
      previous.catch(() => undefined);
      busy[turn] = previous;
      rows += chunk.size;
      turn = turn === 0 ? 1 : 0;
      chunkBefore = chunk;
      requireFewRows(rows);
    }
  } finally {
    await Promise.allSettled(busy);
  }
  await previous;
  requireSomeRows(rows);
  return { rows, ending: { status: SubmissionStatus.COMPLETED }, staged: false };
}

async function secondOf({ another }: Job): Promise<DedicatedConnection> {
  const session = await another();
  await TableStage.create(session, false);
  return session;
}

/**
 * Two chunks are inserted side by side, but committed in the order of the file. So nothing that one waits for in the
 * database may be locked by the other: companies are entered and committed before, and numbers that are in both are
 * refused beforehand. What reads the policies of the chunk before, corrections and shares, waits for it.
 */
async function takeInChunk(
  job: Job,
  session: DedicatedConnection,
  chunk: Chunk,
  rowsBefore: number,
  before: Promise<void>,
): Promise<void> {
  const { work } = job;
  const stage = new TableStage(session, work, chunk);
  await stage.copy(chunk.lines());
  await warnOfNames(session, chunk.named);
  await suggestCodes(session, chunk.doubtful);
  await stage.enterCompanies();
  if (chunk.hasCorrections || chunk.hasShares) await before;
  await session.transaction(async () => {
    await requireStillActive(session, work.institutionId);
    await compareRows(stage, chunk);
    const { count } = await insertRows(stage);
    if (chunk.hasCorrections) await correctRows(stage, { reason: null, now: job.now() });
    await before;
    const by = { vault: job.vault, now: job.now(), accountId: work.submittedBy };
    await noteContacts(session, by, work.institutionId, chunk.contacts);
    await countAndNote(session, work, chunk, rowsBefore, count);
  });
  await stage.empty();
}

async function takeInWhole(job: Job, chunks: AsyncIterable<Chunk>): Promise<Outcome> {
  const { work, session } = job;
  let rows = 0;
  let accepted = 0;
  let corrected = 0;
  const contacts = new Map<string, string>();
  for await (const chunk of chunks) {
    job.signal.throwIfAborted();
    const stage = new TableStage(session, work, chunk);
    await stage.copy(chunk.lines());
    await warnOfNames(session, chunk.named);
    await suggestCodes(session, chunk.doubtful);
    await session.transaction(async () => {
      chunk.refuse(await refuseRepeated(stage));
      await compareRows(stage, chunk);
      await countAndNote(session, work, chunk, rows, 0);
    });
    rows += chunk.size;
    accepted += chunk.good.length;
    for (const { creditCode, phone } of chunk.contacts) contacts.set(creditCode, phone);
    corrected += chunk.good.filter(({ action }) => action === 'CORRECT').length;
    requireFewRows(rows);
  }
  requireSomeRows(rows);
  const subsidyPreview = work.dryRun ? await previewTotal(new TableStage(session, work), job.rules.rulesId) : undefined;
  if (accepted < rows && work.errorPolicy === ErrorPolicy.REJECT_ALL) {
    return { rows, ending: { status: SubmissionStatus.REJECTED, subsidyPreview }, staged: false };
  }
  const ending = { status: SubmissionStatus.COMPLETED, accepted, corrected, subsidyPreview };
  const noted = [...contacts].map(([creditCode, phone]) => ({ creditCode, phone }));
  return { rows, ending, staged: !work.dryRun, contacts: noted };
}

/**
 * All rows of a submission at once. What another submission has taken meanwhile violates the uniqueness of policy
 * numbers; the work then begins again and finds it.
 */
export async function insertWhole(
  { work, now, vault }: Job,
  session: DedicatedConnection,
  { contacts, corrects }: { contacts: NotedContact[]; corrects: boolean },
): Promise<void> {
  await requireStillActive(session, work.institutionId);
  const stage = new TableStage(session, work);
  await stage.enterCompanies();
  await insertRows(stage);
  if (corrects) await correctRows(stage, { reason: null, now: now() });
  const by = { vault, now: now(), accountId: work.submittedBy };
  await noteContacts(session, by, work.institutionId, contacts);
}

/** A suspension stops a file that is being worked on with its next rows, and waits for those being written. */
async function requireStillActive(session: DedicatedConnection, institutionId: string): Promise<void> {
  const { rows } = await sql<Pick<Institution, 'status'>>`
    select status from institution where id = ${institutionId}::uuid for share`.execute(session.getKysely());
  requireActive(rows[0] as Pick<Institution, 'status'>);
}

async function countAndNote(
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

function requireFewRows(rows: number): void {
  if (rows > mostRows) throw new Refused(refuseFile('FILE_TOO_MANY_ROWS', ['file'], { limit: mostRows }));
}

function requireSomeRows(rows: number): void {
  if (rows === 0) throw new Refused(refuseFile('FILE_EMPTY', ['file']));
}
