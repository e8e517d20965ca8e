import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Submission } from './submission.js';
import type { RowOutcome } from './submit-policies.js';

interface Window {
  onlyFailed: boolean;
  first: number;
  after: number;
}

/** What became of the rows. Of a file an accepted row is its policy; the others, and warnings, were noted. */
export async function readSubmissionRows(
  em: EntityManager,
  { id }: Submission,
  { onlyFailed, first, after }: Window,
): Promise<RowOutcome[]> {
  const failed = onlyFailed ? sql`and refusals <> '[]'` : sql``;
  const accepted = onlyFailed
    ? sql``
    : sql`
      union all
      select row_number, null, id, null, '[]', '[]' from policy
      where submission_id = ${id}::uuid and row_number > ${after} and not exists (
        select from submission_row as noted
        where noted.submission_id = policy.submission_id and noted.index = policy.row_number)`;
  const { rows } = await sql<RowOutcome>`
    select * from (
      select index, row_key as "rowKey", coalesce(row.policy_id, policy.id) as "policyId", null as "subsidyPreview",
        refusals, warnings
      from submission_row as row
        left join policy on policy.submission_id = row.submission_id and policy.row_number = row.index
      where row.submission_id = ${id}::uuid and index > ${after} ${failed}
      ${accepted}
    ) as rows order by index limit ${first}`.execute(em.getKysely());
  return rows;
}
