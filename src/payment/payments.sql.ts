import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { ClaimStatus } from '../claim/claim-status.js';
import type { CheckedHolder } from './payees/check-holders.js';
import { PayeeCheckStatus } from './payees/payee-check.js';
import { PaymentStatus } from './payment-line.js';
import { named } from '../database/schema/columns.js';

export interface PayableClaim {
  id: string;
  status: ClaimStatus;
}

/** Locks the claims to pay in a fixed order: those with these ids, or all claimed ones of a programme. */
export async function lockPayable(
  em: EntityManager,
  programmeId: string,
  ids: string[] | undefined,
): Promise<PayableClaim[]> {
  const which = ids ? sql`id = any(${ids}::uuid[])` : sql`status = ${ClaimStatus.CLAIMED}`;
  const { rows } = await sql<PayableClaim>`
    select id, status from claim where programme_id = ${programmeId}::uuid and ${which}
    order by id for update`.execute(em.getKysely());
  return rows;
}

/** Returns a number that grows with each change of a batch of the programme; 0 before the first one. */
export async function readPaymentVersion(em: EntityManager, programmeId: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select coalesce(sum(version), 0)::int as version from payment_batch
    where programme_id = ${programmeId}::uuid`.execute(em.getKysely());
  return rows[0]?.version ?? 0;
}

interface NewLines {
  batchId: string;
  prefix: string;
  holders: CheckedHolder[];
  payeeCheck: PayeeCheckStatus;
  now: Date;
}

/** Inserts one line for each claim, with the account of its latest application and the check of its holder. */
export async function insertLines(em: EntityManager, lines: NewLines): Promise<void> {
  const { batchId, prefix, holders, payeeCheck, now } = lines;
  const nextAt = payeeCheck === PayeeCheckStatus.PENDING ? now : null;
  await sql`
    insert into payment_line (batch_id, claim_id, application_id, enterprise_id, reference, amount, status,
      holder_check, hold, payee_check, payee_next_at)
    select ${batchId}::uuid, claim.id, application.id, claim.enterprise_id,
      ${prefix}::text || lpad((row_number() over (order by enterprise.credit_code))::text, 6, '0'),
      claim.granted_amount, ${PaymentStatus.OPEN}, holder."holderCheck", holder.hold, ${payeeCheck},
      ${nextAt}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(holders)}::jsonb)
        as holder ("claimId" uuid, "holderCheck" text, hold text)
      join claim on claim.id = holder."claimId" join enterprise on enterprise.id = claim.enterprise_id
      join lateral (select id from claim_application where claim_id = claim.id
        order by accepted_at desc, id desc limit 1) as application on true`.execute(em.getKysely());
}

interface LineOnHold {
  enterpriseId: string;
  reference: string;
  hold: string;
}

export async function readLinesOnHold(em: EntityManager, batchId: string): Promise<LineOnHold[]> {
  const { rows } = await sql<LineOnHold>`
    select ${named('enterprise_id', 'reference', 'hold')} from payment_line
    where batch_id = ${batchId}::uuid and hold is not null order by reference`.execute(em.getKysely());
  return rows;
}

/** Updates the totals of a batch from its lines; a released batch whose lines all have a result is settled. */
export async function updateBatchTotals(em: EntityManager, batchId: string, now: Date): Promise<void> {
  await sql`
    update payment_batch set version = version + 1,
      line_count = total.lines, total_amount = total.amount,
      open_count = total.open, open_amount = total.open_amount,
      paid_count = total.paid, paid_amount = total.paid_amount,
      failed_count = total.failed, failed_amount = total.failed_amount,
      status = case when total.open = 0 and status = 'RELEASED' then 'SETTLED' else status end,
      settled_at = case when total.open = 0 then coalesce(settled_at, ${now}::timestamptz) end
    from (
      select count(*) as lines, sum(amount) as amount,
        count(*) filter (where status = 'OPEN') as open,
        coalesce(sum(amount) filter (where status = 'OPEN'), 0) as open_amount,
        count(*) filter (where status = 'PAID') as paid,
        coalesce(sum(amount) filter (where status = 'PAID'), 0) as paid_amount,
        count(*) filter (where status = 'FAILED') as failed,
        coalesce(sum(amount) filter (where status = 'FAILED'), 0) as failed_amount
      from payment_line where batch_id = ${batchId}::uuid
    ) as total
    where payment_batch.id = ${batchId}::uuid`.execute(em.getKysely());
}

export interface FileLine {
  reference: string;
  creditCode: string;
  holder: string;
  bankName: string;
  bankCode: string;
  sealedNumber: string;
  amount: string;
}

/** Lines of a file that are read in one page. */
const linesAtOnce = 2_000;

/** Yields the lines to be paid of a batch in pages, ordered by reference. */
export async function* readFileLines(em: EntityManager, batchId: string): AsyncGenerator<FileLine[], void> {
  for (let after = ''; ;) {
    const { rows } = await sql<FileLine>`
      select ${named('line.reference', 'enterprise.credit_code', 'holder', 'bank_name', 'bank_code')},
        ${named('sealed_number', 'line.amount')}
      from payment_line as line join claim_application as application on application.id = line.application_id
        join enterprise on enterprise.id = line.enterprise_id
      where line.batch_id = ${batchId}::uuid and line.status = ${PaymentStatus.OPEN} and line.reference > ${after}
      order by line.reference limit ${linesAtOnce}`.execute(em.getKysely());
    if (rows.length > 0) yield rows;
    if (rows.length < linesAtOnce) return;
    after = (rows.at(-1) as FileLine).reference;
  }
}

/** Stores a file of a batch, encrypted. */
export async function insertFile(
  em: EntityManager,
  file: { batchId: string; format: string; sha256: string; sealedContent: string; layoutId: string | null },
): Promise<void> {
  await sql`
    insert into payment_file (batch_id, format, sha256, sealed_content, layout_id)
    values (${file.batchId}::uuid, ${file.format}, ${file.sha256}, ${file.sealedContent},
      ${file.layoutId}::uuid)`.execute(em.getKysely());
}

export interface ResultLine {
  claimId: string;
  reference: string;
  amount: string;
  status: PaymentStatus;
}

/** Locks and returns all lines of a batch by reference. */
export async function lockLines(em: EntityManager, batchId: string): Promise<Map<string, ResultLine>> {
  const { rows } = await sql<ResultLine>`
    select ${named('claim_id', 'reference', 'amount', 'status')} from payment_line
    where batch_id = ${batchId}::uuid order by reference for update`.execute(em.getKysely());
  return new Map(rows.map((line) => [line.reference, line]));
}

export interface BankResult {
  reference: string;
  amount: string;
  paid: boolean;
  reason: string | null;
  bankReference: string | null;
}

/** Stores results; only for lines that are still open. */
export async function settleLines(em: EntityManager, batchId: string, results: BankResult[], now: Date): Promise<void> {
  await sql`
    update payment_line set settled_at = ${now}::timestamptz,
      status = case when result.paid then 'PAID' else 'FAILED' end,
      reason = case when not result.paid then result.reason end, bank_reference = result."bankReference"
    from jsonb_to_recordset(${JSON.stringify(results)}::jsonb)
      as result (reference text, paid boolean, reason text, "bankReference" text)
    where batch_id = ${batchId}::uuid and payment_line.reference = result.reference
      and status = ${PaymentStatus.OPEN}`.execute(em.getKysely());
}
