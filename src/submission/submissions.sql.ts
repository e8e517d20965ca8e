import { sql } from 'kysely';
import type { ListStatement, Order } from '../kernel/pagination.js';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { SentPolicyRow } from '../policy/policy-row.js';
import type { ErrorPolicy } from './submission.js';
import type { RowOutcome } from './row-outcome.js';

/** The rows of a submission by their place in it. */
export const rowsByIndex: Order = { name: 'INDEX', keys: [{ sql: sql`index`, type: 'integer' }] };

/** What became of the rows. Of a file an accepted row is its policy; the others, and warnings, were noted. */
export function submissionRows(
  submissionId: string,
  failed: boolean | null | undefined,
  warned: boolean | null | undefined,
): ListStatement {
  return {
    select: sql`index, row_key as "rowKey", policy_id as "policyId", null as "subsidyPreview", null as list, refusals, remarks`,
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

export interface NewPolicy {
  index: number;
  policyNo: string;
  creditCode: string;
  enterpriseName: string;
  product: string;
  startsOn: string;
  endsOn: string;
  premiumFen: string;
  invoiceNo: string;
  share: string;
  coinsuranceNo: string | null;
  asSent: Record<string, string> | null;
}

/**
 * Writes the accepted policies and what became of every row, set-wise; notes the new policies' ids in `outcomes`.
 * An enterprise that the platform does not know yet is entered by its code and the name given.
 */
export async function insertPolicies(
  em: EntityManager,
  submissionId: string,
  policies: NewPolicy[],
  outcomes: RowOutcome[],
  sent: SentPolicyRow[],
): Promise<void> {
  const { rows } = await sql<{ id: string; policyNo: string }>`
    with incoming as (
      select * from jsonb_to_recordset(${JSON.stringify(policies)}::jsonb) as row ("policyNo" text, "creditCode" text,
        "enterpriseName" text, product text, "startsOn" date, "endsOn" date, "premiumFen" bigint, "invoiceNo" text, share numeric, "coinsuranceNo" text,
        "asSent" jsonb)
    ), known as (
      select * from enterprises_by_code(
        array(select "creditCode" from incoming), array(select "enterpriseName" from incoming))
    )
    insert into policy (programme_id, institution_id, enterprise_id, submission_id, policy_no, product_code, starts_on,
      ends_on, premium, refunded, invoice_no, share, coinsurance_no, as_sent, status, accepted_at, version,
      insured_name)
    select submission.programme_id, submission.institution_id, known.id, submission.id, incoming."policyNo",
      incoming.product, incoming."startsOn", incoming."endsOn", incoming."premiumFen"::numeric / 100, 0,
      incoming."invoiceNo", incoming.share, incoming."coinsuranceNo", nullif(incoming."asSent", 'null'),
      'ACCEPTED', submission.submitted_at, 1, incoming."enterpriseName"
    from incoming
      join known on known.credit_code = incoming."creditCode"
      join submission on submission.id = ${submissionId}::uuid
    returning id, policy_no as "policyNo"`.execute(em.getKysely());
  const ids = new Map(rows.map((row) => [row.policyNo, row.id]));
  for (const { index, policyNo } of policies) (outcomes[index] as RowOutcome).policyId = ids.get(policyNo) as string;
  await insertSubmissionRows(em, submissionId, outcomes, sent);
  await sql`select flag_policies(${submissionId}::uuid)`.execute(em.getKysely());
}

async function insertSubmissionRows(
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

/** PostgreSQL keeps no NUL and no half of a surrogate pair; the mark shows where one stood. */
function readable(row: SentPolicyRow): SentPolicyRow {
  const entries = Object.entries(row).map(([field, value]) => [
    field,
    typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\uFFFD') : value,
  ]);
  return Object.fromEntries(entries) as SentPolicyRow;
}
