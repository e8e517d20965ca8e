import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { ClaimStatus } from '../claim/claim-status.js';
import { moveClaims } from '../claim/claims.sql.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import { Refused } from '../kernel/refusal.js';
import { refuse } from '../kernel/refusals.js';
import { BatchStatus, type PaymentBatch, PaymentStatus } from './payment-batch.js';
import { refusePayment } from './payment.refusals.js';
import { lockLines, reckonBatch, type ResultLine, settleLines } from './payments.sql.js';
import { lockBatch, requireBatchStatus } from './release-payment.js';

/** Who has to act on what is returned. */
export enum ReturnTo {
  DEPARTMENT = 'DEPARTMENT',
  ENTERPRISE = 'ENTERPRISE',
}

export interface ReturnPayment {
  batchId: string | undefined;
  version: number;
  /** Which lines; all that are open where absent. */
  references: string[] | null;
  to: ReturnTo;
  reason: string;
}

/**
 * FINANCE returns a batch or single lines with a reason, before anything was sent: from an ordered batch any line, from a
 * released one only all of them and only while its file was not handed out. A returned claim is ordered again by the
 * department, or goes back to the enterprise, which corrects its account.
 */
export function returnPayment(context: Context, input: ReturnPayment): Promise<string> {
  return context.db.write(async (em) => {
    const batch = await lockBatch(em, input.batchId);
    const present = batch.version;
    if (present !== input.version) throw new Refused(refuse('VERSION_CONFLICT', ['version'], { present }));
    requireBatchStatus(batch, [BatchStatus.ORDERED, BatchStatus.RELEASED]);
    if (input.reason.trim() === '') throw new Refused(refuse('REASON_MISSING', ['reason']));
    const open = [...(await lockLines(em, batch.id)).values()].filter(({ status }) => status === PaymentStatus.OPEN);
    const returned = chosen(open, input.references);
    if (batch.status === BatchStatus.RELEASED) await requireNotSent(context, batch, open, returned);
    await giveBack(em, context, batch, returned, input);
    return batch.id;
  });
}

function chosen(open: ResultLine[], references: string[] | null): ResultLine[] {
  if (references === null) return open;
  const byReference = new Map(open.map((line) => [line.reference, line]));
  const faults = references.flatMap((reference, index) =>
    byReference.has(reference)
      ? []
      : [refusePayment('PAYMENT_REFERENCE_FOREIGN', ['references', String(index)], { reference })],
  );
  if (faults.length > 0) throw new Refused(...faults);
  return [...new Set(references)].flatMap((reference) => byReference.get(reference) ?? []);
}

/** The event log knows whether the file was handed out; nobody reads it while the batch is locked here. */
async function requireNotSent(
  { system }: Context,
  batch: PaymentBatch,
  open: ResultLine[],
  returned: ResultLine[],
): Promise<void> {
  const { rows } = await system.look((em) =>
    sql`select from event where subject_id = ${batch.id}::uuid and type = ${EventType.PAYMENT_FILE_READ} limit 1`.execute(
      em.getKysely(),
    ),
  );
  if (rows.length > 0) throw new Refused(refusePayment('PAYMENT_ALREADY_SENT', ['batchId']));
  if (returned.length < open.length) throw new Refused(refusePayment('PAYMENT_RELEASED_WHOLE', ['references']));
}

async function giveBack(
  em: EntityManager,
  context: Context,
  batch: PaymentBatch,
  returned: ResultLine[],
  { to, reason }: ReturnPayment,
): Promise<void> {
  const now = context.clock.now();
  const text = `财政退回：${reason.trim()}`;
  const results = returned.map(({ reference, amount }) => {
    return { reference, amount, paid: false, reason: text, bankReference: null };
  });
  await settleLines(em, batch.id, results, now);
  await moveClaims(em, context, {
    from: ClaimStatus.PAYMENT_ORDERED,
    to: to === ReturnTo.ENTERPRISE ? ClaimStatus.PAYMENT_FAILED : ClaimStatus.CLAIMED,
    which: sql`id = any(${returned.map(({ claimId }) => claimId)}::uuid[])`,
    reason: text,
  });
  await reckonBatch(em, batch.id, now);
  await sql`
    update payment_batch set status = ${BatchStatus.CANCELLED}
    where id = ${batch.id}::uuid and open_count = 0 and paid_count = 0`.execute(em.getKysely());
  const { number, status } = await em.refreshOrFail(batch);
  await recordEvent(em, context, {
    type: EventType.PAYMENT_RETURNED,
    subject: { type: 'PaymentBatch', id: batch.id },
    programmeId: batch.programmeId,
    data: { number, status, to, reason: reason.trim(), references: returned.map(({ reference }) => reference) },
  });
}
