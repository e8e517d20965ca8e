import { sql } from 'kysely';
import type { Refusal } from '../../../kernel/errors/refusal.js';
import { WorkLost } from '../../../upload/broken-off.js';
import { type FileAttempts, isLocked, oneAttemptMore } from '../../../upload/file-attempts.js';
import type { ErrorPolicy, SubmissionStatus } from '../../submission.js';
import type { Executor } from '../../../database/session/executor.js';
import { named } from '../../../database/schema/columns.js';

/** A submission as its processing needs it. */
export interface Work extends FileAttempts {
  id: string;
  programmeId: string;
  institutionId: string;
  errorPolicy: ErrorPolicy;
  dryRun: boolean;
  submittedBy: string;
  rowCount: number;
  uploadId: string | null;
}

/** A file that waits to be processed. */
export interface Waiting {
  id: string;
  institutionId: string;
  fileSize: number;
  deaths: number;
  /** The trace context of the request that sent the file. */
  traceparent: string | null;
}

/**
 * Finds files that wait, or that a killed gateway left unfinished, and that no gateway processes now; in the order of
 * sending.
 */
export async function findWaiting(em: Executor): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select ${named('id', 'institution_id')}, coalesce(file_size, 0) as "fileSize", deaths,
      (select traceparent from upload where upload.id = submission.upload_id) as traceparent
    from submission
    where status in ('QUEUED', 'PROCESSING') and not ${isLocked(sql`'submission/' || submission.id`)}
    order by submitted_at limit 1000`.execute(em.getKysely());
  return rows;
}

/** Begins or continues the work; returns undefined where it was finished meanwhile. */
export async function beginWork(session: Executor, id: string, now: Date): Promise<Work | undefined> {
  const { rows } = await sql<Work>`
    update submission set status = 'PROCESSING', started_at = coalesce(started_at, ${now}), ${oneAttemptMore}
    where id = ${id}::uuid and status in ('QUEUED', 'PROCESSING')
    returning id, ${named('programme_id', 'institution_id', 'error_policy', 'dry_run', 'submitted_by')},
    ${named('row_count', 'attempts', 'failures', 'deaths', 'upload_id')}`.execute(session.getKysely());
  return rows[0];
}

/**
 * Restarts a submission whose stored file is lost with the bytes that were sent again; returns false where it is not
 * such a submission.
 */
export async function resupply(session: Executor, id: string, uploadId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update submission set upload_id = ${uploadId}::uuid, status = 'QUEUED', fault_found = null, attempts = 0, failures = 0,
      deaths = 0, finished_at = null
    where id = ${id}::uuid and not exists (select from upload where upload.id = submission.upload_id)
      and (status in ('QUEUED', 'PROCESSING') or fault_found->>'code' = 'FILE_GONE')`.execute(session.getKysely());
  return Number(numAffectedRows ?? 0) === 1;
}

/** Deletes what an earlier attempt of an all-or-nothing submission stored, because it begins again. */
export async function beginAgain(session: Executor, id: string): Promise<void> {
  await sql`delete from submission_row where submission_id = ${id}::uuid`.execute(session.getKysely());
  await sql`update submission set row_count = 0, accepted_count = 0, failed_count = 0, corrected_count = 0, warning_count = 0,
    bytes_read = 0 where id = ${id}::uuid`.execute(session.getKysely());
}

export async function noteFile(session: Executor, id: string, format: string, headings: string[]): Promise<void> {
  await sql`update submission set file_format = ${format}, headings = ${headings}::text[]
    where id = ${id}::uuid`.execute(session.getKysely());
}

export interface Progress {
  rows: number;
  accepted: number;
  failed: number;
  corrected: number;
  warned: number;
  bytesRead: number;
}

/**
 * Counts a chunk; throws `WorkLost` where the count before it differs, because another gateway has taken over. An
 * attempt that gets further than all earlier ones counts as the first again.
 */
export async function countChunk(session: Executor, id: string, rowsBefore: number, chunk: Progress): Promise<void> {
  const { numAffectedRows } = await sql`
    update submission set row_count = row_count + ${chunk.rows}, accepted_count = accepted_count + ${chunk.accepted},
      failed_count = failed_count + ${chunk.failed}, corrected_count = corrected_count + ${chunk.corrected},
      warning_count = warning_count + ${chunk.warned},
      attempts = case when row_count + ${chunk.rows} > furthest_row then 1 else attempts end,
      failures = case when row_count + ${chunk.rows} > furthest_row then 0 else failures end,
      deaths = case when row_count + ${chunk.rows} > furthest_row then 1 else deaths end,
      furthest_row = greatest(furthest_row, row_count + ${chunk.rows}), bytes_read = ${chunk.bytesRead}
    where id = ${id}::uuid and status = 'PROCESSING' and row_count = ${rowsBefore}`.execute(session.getKysely());
  if (Number(numAffectedRows ?? 0) !== 1) throw new WorkLost(`Submission ${id} is worked on elsewhere`);
}

export interface NotedRow {
  index: number;
  rowKey: string | null;
  refusals: Refusal[];
  warnings: Refusal[];
  sent: string[];
}

/** Rows of one statement; it is limited so that building its text never takes long. */
const notedAtOnce = 500;

export async function noteRows(session: Executor, work: Work, rows: NotedRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += notedAtOnce) {
    await insertNoted(session, work, rows.slice(from, from + notedAtOnce));
  }
}

async function insertNoted(session: Executor, work: Work, rows: NotedRow[]): Promise<void> {
  await sql`
    insert into submission_row (submission_id, index, institution_id, row_key, policy_id, refusals, warnings, sent)
    select ${work.id}::uuid, index, ${work.institutionId}::uuid, "rowKey", null, refusals, warnings, sent
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (index int, "rowKey" text, refusals jsonb,
      warnings jsonb, sent jsonb)`.execute(session.getKysely());
}

export interface Ending {
  status: SubmissionStatus;
  accepted?: number;
  corrected?: number;
  flagged?: number;
  fault?: Refusal;
  notes?: Refusal[];
  subsidyPreview?: string;
  fileSize?: number;
  now: Date;
}

/** Ends the work; returns false where it was ended already. */
export async function endWork(session: Executor, { id, uploadId }: Work, ending: Ending): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update submission set status = ${ending.status}, finished_at = ${ending.now}, deaths = greatest(0, deaths - 1),
      accepted_count = coalesce(${ending.accepted ?? null}::int, accepted_count),
      corrected_count = coalesce(${ending.corrected ?? null}::int, corrected_count),
      flagged_count = ${ending.flagged ?? 0}, subsidy_preview = ${ending.subsidyPreview ?? null}::numeric,
      notes = ${JSON.stringify(ending.notes ?? [])}::jsonb, fault_found = ${ending.fault ? JSON.stringify(ending.fault) : null}::jsonb,
      bytes_read = case when ${ending.fault ? 'y' : 'n'} = 'n' then coalesce(file_size, bytes_read) else bytes_read end
    where id = ${id}::uuid and status in ('QUEUED', 'PROCESSING')
      and upload_id is not distinct from ${uploadId}::uuid`.execute(session.getKysely());
  return Number(numAffectedRows ?? 0) === 1;
}
