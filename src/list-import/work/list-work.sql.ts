import { sql } from 'kysely';
import type { Refusal } from '../../kernel/errors/refusal.js';
import { type FileAttempts, isLocked, oneAttemptMore } from '../../upload/file-attempts.js';
import type { Executor } from '../apply/compare-list.sql.js';
import { forgetGranted } from '../../granted/enter-granted.js';
import { listFileKind } from '../end-with-grant.js';
import { ListImportStatus, type ListKind, type ListMode } from '../list-import.js';
import { named } from '../../database/schema/columns.js';

/** An import as its background processing needs it. */
export interface ListWork extends FileAttempts {
  id: string;
  kind: ListKind;
  mode: ListMode;
  source: string;
  listDate: string;
  status: ListImportStatus;
  uploadedBy: string;
  decidedBy: string | null;
  fileSize: number;
  /** The trace context of the request that sent it, while the list waits to be checked. */
  traceparent?: string | null;
}

const columns = sql`id, kind, mode, source, ${named('list_date::text', 'status', 'uploaded_by', 'decided_by', 'file_size', 'attempts')},
  failures`;

/**
 * Finds imports that wait to be checked or applied, the oldest first. An attempt that another gateway is running is not
 * counted as a death.
 */
export async function findDueLists(session: Executor): Promise<ListWork[]> {
  const { rows } = await sql<ListWork>`
    select ${columns}, deaths - ${isLocked(sql`'list/' || id`)}::int as deaths,
      (select traceparent from upload where upload.id = list_import.id) as traceparent
    from list_import where status in ('QUEUED', 'CHECKING', 'CONFIRMED') order by uploaded_at`.execute(
    session.getKysely(),
  );
  return rows;
}

/** Begins an attempt; returns undefined where the work has ended meanwhile. */
export async function beginAttempt(session: Executor, { id, status }: ListWork): Promise<ListWork | undefined> {
  const due = status === ListImportStatus.CONFIRMED ? [status] : [ListImportStatus.QUEUED, ListImportStatus.CHECKING];
  const { rows } = await sql<ListWork>`
    update list_import set ${oneAttemptMore} where id = ${id}::uuid and status = any(${due}::text[])
    returning ${columns}, deaths`.execute(session.getKysely());
  return rows[0];
}

/** Begins checking a list, again where it was interrupted; returns false where it has ended meanwhile. */
export async function beginCheck(session: Executor, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update list_import set status = 'CHECKING', row_count = 0, failed_count = 0, bytes_read = 0
    where id = ${id}::uuid and status in ('QUEUED', 'CHECKING')`.execute(session.getKysely());
  return Number(numAffectedRows ?? 0) === 1;
}

export async function noteFormat(session: Executor, id: string, format: string, headings: string[]): Promise<void> {
  await sql`
    update list_import set file_format = ${format}, headings = ${headings}::text[] where id = ${id}::uuid`.execute(
    session.getKysely(),
  );
}

export async function countRows(
  session: Executor,
  id: string,
  { rows, failed, bytesRead }: { rows: number; failed: number; bytesRead: number },
): Promise<void> {
  await sql`
    update list_import set row_count = row_count + ${rows}, failed_count = failed_count + ${failed},
      bytes_read = greatest(bytes_read, ${bytesRead})
    where id = ${id}::uuid`.execute(session.getKysely());
}

/** Ends the check; the differences are complete. The counts of attempts begin again with the next step. */
export async function endCheck(session: Executor, id: string, now: Date): Promise<void> {
  await sql`
    update list_import set status = 'WAITING', checked_at = ${now}, bytes_read = file_size,
      attempts = 0, failures = 0, deaths = 0,
      added_count = counts.added, changed_count = counts.changed, removed_count = counts.removed,
      unchanged_count = counts.unchanged, older_count = counts.older
    from (
      select count(*) filter (where change = 'ADDED') as added, count(*) filter (where change = 'CHANGED') as changed,
        count(*) filter (where change = 'REMOVED') as removed,
        count(*) filter (where change = 'UNCHANGED') as unchanged, count(*) filter (where change = 'OLDER') as older
      from list_import_row where import_id = ${id}::uuid
    ) as counts
    where id = ${id}::uuid and status = 'CHECKING'`.execute(session.getKysely());
  await forgetGranted(session, listFileKind, id);
  // Unchanged entries are only counted; their values are in the file.
  await sql`delete from list_import_row where import_id = ${id}::uuid and change = 'UNCHANGED'`.execute(
    session.getKysely(),
  );
}

export async function failList(session: Executor, id: string, fault: Refusal, now: Date): Promise<void> {
  await sql`
    update list_import set status = 'FAILED', fault_found = ${JSON.stringify(fault)}::jsonb, checked_at = ${now},
      deaths = greatest(0, deaths - 1)
    where id = ${id}::uuid and status in ('QUEUED', 'CHECKING', 'CONFIRMED')`.execute(session.getKysely());
  await forgetGranted(session, listFileKind, id);
}

export async function endApply(session: Executor, id: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update list_import set status = 'APPLIED', applied_at = ${now}, attempts = 0, failures = 0, deaths = 0
    where id = ${id}::uuid and status = 'CONFIRMED'`.execute(session.getKysely());
  return Number(numAffectedRows ?? 0) === 1;
}
