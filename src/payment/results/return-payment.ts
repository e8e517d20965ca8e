import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../../access/context.js';
import { ClaimStatus } from '../../claim/claim-status.js';
import { moveClaims } from '../../claim/claims.sql.js';
import { actorsOf } from '../../event/actors-of.js';
import { Refused } from '../../kernel/errors/refusal.js';
import { BatchStatus, type PaymentBatch } from '../payment-batch.js';
import { PaymentStatus } from '../payment-line.js';
import { refusePayment } from '../payment.refusals.js';
import { lockLines, updateBatchTotals, type ResultLine, settleLines } from '../payments.sql.js';
import { requireReason, transit } from '../../transition/transit.js';
import { batchStates } from '../payment.states.js';

/** Who has to act on a returned payment. */
export enum ReturnTo {
  DEPARTMENT = 'DEPARTMENT',
  ENTERPRISE = 'ENTERPRISE',
}

export interface ReturnPayment {
  batchId: string | undefined;
  version: number;
  /** The lines to return; all open ones where null. */
  references: string[] | null;
  to: ReturnTo;
  reason: string;
}

/**
 * Returns a batch or single lines with a reason before anything was sent (FINANCE): any line of an ordered batch; of a
 * released batch only all lines, and only while its file was not downloaded. A returned claim is ordered again by the
 * department, or goes back to the enterprise, which corrects its account.
 */
export function returnPayment(context: Context, input: ReturnPayment): Promise<string> {
  const { batchId: id, version } = input;
  return context.db.write(async (em) => {
    const asked = { operation: 'returnPayment', id, version };
    const batch = await transit(em, context, batchStates, asked, {
      change: async (found) => {
        const reason = requireReason(input.reason);
        const open = [...(await lockLines(em, found.id)).values()].filter((line) => line.status === PaymentStatus.OPEN);
        const returned = chosen(open, input.references);
        if (found.status === BatchStatus.RELEASED) await requireNotSent(context, found, open, returned);
        await returnLines(em, context, found, returned, input);
        const { number, status } = await em.refreshOrFail(found);
        const references = returned.map(({ reference }) => reference);
        return { type: 'PAYMENT_RETURNED', data: { number, status, to: input.to, reason, references } };
      },
    });
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

/** Checks in the event log that the file was not downloaded; nobody can download it while the batch is locked here. */
async function requireNotSent(
  { system }: Context,
  batch: PaymentBatch,
  open: ResultLine[],
  returned: ResultLine[],
): Promise<void> {
  const readers = await system.inSnapshot((em) =>
    actorsOf(em, ['PAYMENT_FILE_READ'], { programmeId: batch.programmeId, subjectIds: [batch.id] }),
  );
  if (readers.length > 0) throw new Refused(refusePayment('PAYMENT_ALREADY_SENT', ['batchId']));
  if (returned.length < open.length) throw new Refused(refusePayment('PAYMENT_RELEASED_WHOLE', ['references']));
}

async function returnLines(
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
  // Nothing of the batch is paid, and nothing is left to pay.
  await sql`
    update payment_batch set status = ${BatchStatus.CANCELLED}
    where id = ${batch.id}::uuid and not exists (
      select from payment_line where batch_id = ${batch.id}::uuid and status <> 'FAILED')`.execute(em.getKysely());
  await updateBatchTotals(em, batch.id, now);
}
