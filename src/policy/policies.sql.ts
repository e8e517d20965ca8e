import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { SentPolicyRow } from './policy-row.js';
import type { ErrorPolicy } from '../submission/submission.js';
import type { RowOutcome } from '../submission/submit-policies.js';

/** Which of these numbers the institution has a living policy under. */
export async function findPolicyNumbers(
  em: EntityManager,
  institutionId: string,
  numbers: string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ policyNo: string }>`
    select policy_no as "policyNo" from policy
    where institution_id = ${institutionId}::uuid and policy_no = any(${numbers}::text[])
      and status = 'ACCEPTED'`.execute(em.getKysely());
  return new Set(rows.map((row) => row.policyNo));
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

/** What the accepted shares of these contracts come to, over all institutions, in per cent; by contract and enterprise. */
export async function findCoinsuredShares(
  em: EntityManager,
  contracts: string[],
): Promise<{ contract: string; share: string }[]> {
  const { rows } = await sql<{ contract: string; share: string }>`
    select coinsurance_no || '/' || credit_code as contract, share
    from coinsured_shares(${contracts}::text[])`.execute(em.getKysely());
  return rows;
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
