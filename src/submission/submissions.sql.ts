import { sql } from 'kysely';
import type { ListStatement, Order } from '../kernel/pagination.js';

/** The rows of a submission by their place in it. */
export const rowsByIndex: Order = { name: 'INDEX', keys: [{ sql: sql`index`, type: 'integer' }] };

/** What became of the rows. Of a file an accepted row is its policy; the others, and warnings, were noted. */
export function submissionRows(
  submissionId: string,
  failed: boolean | null | undefined,
  warned: boolean | null | undefined,
): ListStatement {
  return {
    select: sql`index, row_key as "rowKey", policy_id as "policyId", null as "subsidyPreview", refusals, remarks`,
    from: sql`(
      select index, row_key, coalesce(row.policy_id, policy.id) as policy_id, refusals, warnings as remarks
      from submission_row as row
        left join policy on policy.submission_id = row.submission_id and policy.row_number = row.index
      where row.submission_id = ${submissionId}::uuid
      union all
      select row_number, null, id, '[]', '[]' from policy
      where submission_id = ${submissionId}::uuid and row_number is not null and not exists (
        select from submission_row as noted
        where noted.submission_id = policy.submission_id and noted.index = policy.row_number)
    ) as rows`,
    where: [
      ...(failed == null ? [] : [sql`(refusals <> '[]') = ${failed}`]),
      ...(warned == null ? [] : [sql`(remarks <> '[]') = ${warned}`]),
    ],
  };
}
