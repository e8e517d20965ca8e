import { type QueryExecutorProvider, sql } from 'kysely';

/** Minimum interval between two records of "nothing to delete", because jobs check after every event. */
const notedEvery = sql`interval '1 minute'`;

/** Records that a retention rule was applied, and how many rows were deleted. */
export async function recordDeletion(
  executor: QueryExecutorProvider,
  rule: string,
  deleted: number,
  now: Date,
): Promise<void> {
  await sql`
    insert into retention_run (rule, deleted_count, last_run_at, last_deleted_at)
    select * from (values (${rule}, ${deleted}::int, ${now}::timestamptz, ${deleted > 0 ? now : null}::timestamptz)) as run
    where ${deleted > 0} or not exists (
      select from retention_run where rule = ${rule} and last_run_at >= ${now}::timestamptz - ${notedEvery})
    on conflict (rule) do update set deleted_count = retention_run.deleted_count + excluded.deleted_count,
      last_run_at = excluded.last_run_at,
      last_deleted_at = coalesce(excluded.last_deleted_at, retention_run.last_deleted_at)`.execute(executor);
}
