import { sql } from 'kysely';
import type { Refusal } from '../../kernel/refusal.js';
import { mostTries } from '../../upload/broken-off.js';
import type { ErrorPolicy, SubmissionStatus } from '../submission.js';
import type { Executor } from '../../database/executor.js';

/** A submission as the job sees it. */
export interface Work {
  id: string;
  programmeId: string;
  institutionId: string;
  errorPolicy: ErrorPolicy;
  dryRun: boolean;
  submittedBy: string;
  rowCount: number;
  attempts: number;
  failures: number;
  uploadId: string | null;
}

/** A file that waits to be worked on. */
export interface Waiting {
  id: string;
  institutionId: string;
  fileSize: number;
  failures: number;
}

/** Files that wait, or that a killed gateway left half done, and that no gateway works on now; the first sent first. */
export async function findWaiting(em: Executor): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select id, institution_id as "institutionId", coalesce(file_size, 0) as "fileSize", failures
    from submission
    where status in ('QUEUED', 'PROCESSING') and not exists (
      select from pg_locks
      where locktype = 'advisory' and granted
        and database = (select oid from pg_database where datname = current_database())
        and (classid::bigint << 32) | objid::bigint = hashtextextended('submission/' || submission.id, 0))
    order by submitted_at limit 1000`.execute(em.getKysely());
  return rows;
}

/** Whether this work, which has begun again, is not to be tried once more. */
export function isGivenUp({ failures, attempts }: Work): boolean {
  return failures > mostTries.failures || attempts > mostTries.interruptions;
}

/**
 * Begins the work, or takes it up again; undefined where it has been finished meanwhile. The attempt counts as failed until
 * it is known how it ended, so that one that ends the gateway counts too.
 */
export async function beginWork(session: Executor, id: string, now: Date): Promise<Work | undefined> {
  const { rows } = await sql<Work>`
    update submission set status = 'PROCESSING', started_at = coalesce(started_at, ${now}), attempts = attempts + 1,
      failures = failures + 1
    where id = ${id}::uuid and status in ('QUEUED', 'PROCESSING')
    returning id, programme_id as "programmeId", institution_id as "institutionId", error_policy as "errorPolicy",
      dry_run as "dryRun", submitted_by as "submittedBy", row_count as "rowCount", attempts, failures,
      upload_id as "uploadId"`.execute(session.getKysely());
  return rows[0];
}

/** The gateway was told to stop: as if the attempt had not begun. */
export async function takeBackAttempt(session: Executor, id: string): Promise<void> {
  await sql`
    update submission set attempts = greatest(0, attempts - 1), failures = greatest(0, failures - 1)
    where id = ${id}::uuid`.execute(session.getKysely());
}

/** The database went away: the attempt counts as an interruption, not as a failure. */
export async function takeBackFailure(session: Executor, id: string): Promise<void> {
  await sql`update submission set failures = greatest(0, failures - 1) where id = ${id}::uuid`.execute(
    session.getKysely(),
  );
}

/**
 * Lets the work on a submission begin again whose file is lost, with the bytes that were sent again; returns whether
 * this was such a submission.
 */
export async function resupply(session: Executor, id: string, uploadId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update submission set upload_id = ${uploadId}::uuid, status = 'QUEUED', fault_found = null, attempts = 0, failures = 0,
      finished_at = null
    where id = ${id}::uuid and not exists (select from upload where upload.id = submission.upload_id)
      and (status in ('QUEUED', 'PROCESSING') or fault_found->>'code' = 'FILE_GONE')`.execute(session.getKysely());
  return Number(numAffectedRows ?? 0) === 1;
}

/** Forgets what an earlier try of an all-or-nothing submission noted: it begins again. */
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

/** Another gateway has taken this submission over: whatever this one is about to write is not to be written. */
export class WorkLost extends Error {}

/**
 * Counts a chunk, if it is the one that is due: after a take-over the second writer finds another count. An attempt
 * that gets further than all before is a first one again: nothing of the file stops it.
 */
export async function countChunk(session: Executor, id: string, rowsBefore: number, chunk: Progress): Promise<void> {
  const { numAffectedRows } = await sql`
    update submission set row_count = row_count + ${chunk.rows}, accepted_count = accepted_count + ${chunk.accepted},
      failed_count = failed_count + ${chunk.failed}, corrected_count = corrected_count + ${chunk.corrected},
      warning_count = warning_count + ${chunk.warned},
      attempts = case when row_count + ${chunk.rows} > furthest_row then 1 else attempts end,
      failures = case when row_count + ${chunk.rows} > furthest_row then 1 else failures end,
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

/** So many rows are written at a time: to make the text of one statement never takes long. */
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

/** Ends the work once; returns whether it was this call that did. */
export async function endWork(session: Executor, { id, uploadId }: Work, ending: Ending): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update submission set status = ${ending.status}, finished_at = ${ending.now},
      accepted_count = coalesce(${ending.accepted ?? null}::int, accepted_count),
      corrected_count = coalesce(${ending.corrected ?? null}::int, corrected_count),
      flagged_count = ${ending.flagged ?? 0}, subsidy_preview = ${ending.subsidyPreview ?? null}::numeric,
      notes = ${JSON.stringify(ending.notes ?? [])}::jsonb, fault_found = ${ending.fault ? JSON.stringify(ending.fault) : null}::jsonb,
      bytes_read = case when ${ending.fault ? 'y' : 'n'} = 'n' then coalesce(file_size, bytes_read) else bytes_read end
    where id = ${id}::uuid and status in ('QUEUED', 'PROCESSING')
      and upload_id is not distinct from ${uploadId}::uuid`.execute(session.getKysely());
  return Number(numAffectedRows ?? 0) === 1;
}
