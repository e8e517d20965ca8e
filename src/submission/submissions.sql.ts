import { type RawBuilder, sql } from 'kysely';
import { allOf, type ListStatement, type Place } from '../kernel/lists/list-statement.js';
import type { Order } from '../kernel/lists/order.js';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { SentPolicyRow } from '../policy/rows/policy-row.js';
import type { ErrorPolicy } from './submission.js';
import type { RowOutcome } from './rows/row-outcome.js';
import { named } from '../database/schema/columns.js';

/** Orders the rows of a submission by their index. */
export const rowsByIndex: Order = { name: 'INDEX', keys: [{ sql: sql`index`, type: 'integer' }] };

/**
 * Selects the results of rows. An accepted row of a file is its policy; only failed rows and warnings were stored. A
 * page takes its rows from both, in the order of an index of each.
 */
export function submissionRows(
  submissionId: string,
  failed: boolean | null | undefined,
  warned: boolean | null | undefined,
): ListStatement {
  const chosen = (refusals: RawBuilder<unknown>, remarks: RawBuilder<unknown>) => [
    ...(failed == null ? [] : [sql`(${refusals} <> '[]') = ${failed}`]),
    ...(warned == null ? [] : [sql`(${remarks} <> '[]') = ${warned}`]),
  ];
  const nothing = sql`'[]'::jsonb`;
  const rowsOf = (end: (index: RawBuilder<unknown>) => RawBuilder<unknown>) => sql`(
      (select index, row_key, coalesce(row.policy_id, policy.id) as policy_id, refusals, warnings as remarks
      from submission_row as row
        left join policy on policy.submission_id = row.submission_id and policy.row_number = row.index
      where ${allOf([sql`row.submission_id = ${submissionId}::uuid`, ...chosen(sql`row.refusals`, sql`row.warnings`)])}
      ${end(sql`row.index`)})
      union all
      (select row_number, null, id, ${nothing}, ${nothing} from policy
      where ${allOf([sql`submission_id = ${submissionId}::uuid`, ...chosen(nothing, nothing)])}
        and row_number is not null and not exists (
          select from submission_row as noted
          where noted.submission_id = policy.submission_id and noted.index = policy.row_number)
      ${end(sql`row_number`)})
    ) as rows`;
  return {
    select: sql`${named('index', 'row_key', 'policy_id')}, null as "subsidyPreview", null as list, refusals, remarks`,
    from: rowsOf(() => sql``),
    pageFrom: (place) => rowsOf((index) => endOfPage(place, index)),
    where: [],
  };
}

/** Ends the statement of a page: its rows come after the place. */
function endOfPage({ keys, forward, rows }: Place, index: RawBuilder<unknown>): RawBuilder<unknown> {
  const [beyond, direction] = forward ? [sql`>`, sql`asc`] : [sql`<`, sql`desc`];
  const after = keys ? sql`and ${index} ${beyond} ${keys[0]}::integer` : sql``;
  return sql`${after} order by ${index} ${direction} limit ${sql.lit(rows)}`;
}

export interface NewSubmission {
  programmeId: string;
  institutionId: string;
  errorPolicy: ErrorPolicy;
  rowCount: number;
  acceptedCount: number;
  failedCount: number;
  submittedAt: Date;
}

export async function insertSubmission(em: EntityManager, submission: NewSubmission): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into submission (programme_id, institution_id, error_policy, row_count, accepted_count, failed_count,
      submitted_at)
    values (${submission.programmeId}::uuid, ${submission.institutionId}::uuid, ${submission.errorPolicy},
      ${submission.rowCount}, ${submission.acceptedCount}, ${submission.failedCount}, ${submission.submittedAt})
    returning id`.execute(em.getKysely());
  return (rows[0] as { id: string }).id;
}

/** Stores the results of all rows of a mutation. */
export async function insertSubmissionRows(
  em: EntityManager,
  submissionId: string,
  outcomes: RowOutcome[],
  sent: SentPolicyRow[],
): Promise<void> {
  const rows = outcomes.map((outcome, index) => ({ ...outcome, sent: readable(sent[index] as SentPolicyRow) }));
  await sql`
    insert into submission_row (submission_id, index, institution_id, row_key, policy_id, refusals, warnings, sent)
    select submission.id, row.index, submission.institution_id, row."rowKey", row."policyId", row.refusals,
      row.warnings, row.sent
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (index int, "rowKey" text, "policyId" uuid,
        refusals jsonb, warnings jsonb, sent jsonb)
      join submission on submission.id = ${submissionId}::uuid`.execute(em.getKysely());
}

/** Replaces NUL and unpaired surrogates, which PostgreSQL does not store, by a replacement character. */
function readable(row: SentPolicyRow): SentPolicyRow {
  const entries = Object.entries(row).map(([field, value]) => [
    field,
    typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\uFFFD') : value,
  ]);
  return Object.fromEntries(entries) as SentPolicyRow;
}
