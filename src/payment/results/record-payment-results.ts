import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { parseYuan } from '../../kernel/values/money.js';
import { type Refusal, Refused } from '../../kernel/errors/refusal.js';
import { recordEvent } from '../../event/record-event.js';
import type { Context } from '../../access/context.js';
import { ClaimStatus } from '../../claim/claim-status.js';
import { moveClaims } from '../../claim/claims.sql.js';
import { ErrorPolicy } from '../../submission/submission.js';
import type { PaymentBatch } from '../payment-batch.js';
import { PaymentStatus } from '../payment-line.js';
import { refusePayment } from '../payment.refusals.js';
import { type BankResult, lockLines, updateBatchTotals, type ResultLine, settleLines } from '../payments.sql.js';
import { lock, requireStart } from '../../transition/transit.js';
import { batchStates } from '../payment.states.js';

export interface RecordPaymentResults {
  batchId: string | undefined;
  results: BankResult[];
  /** What happens to good lines where others are refused. */
  errorPolicy: ErrorPolicy;
}

export interface RecordedResults {
  batchId: string;
  recordedCount: number;
  /** Lines that already had the same result: sending the same file twice changes nothing. */
  repeatedCount: number;
  refusals: Refusal[];
}

/**
 * Records the bank's results line by line (§3 six). Results for a part of the batch are recorded, and the same results
 * again change nothing. An unknown, repeated or contradicting line is refused, and so are all others unless the error
 * policy accepts the good ones.
 */
export function recordPaymentResults(context: Context, input: RecordPaymentResults): Promise<RecordedResults> {
  return context.db.write(async (em) => {
    const batch = await lock(em, batchStates, input.batchId);
    requireStart(batchStates, batch, 'recordPaymentResults');
    const { fresh, repeatedCount, refusals } = sort(input.results, await lockLines(em, batch.id));
    if (refusals.length > 0 && input.errorPolicy === ErrorPolicy.REJECT_ALL) throw new Refused(...refusals);
    if (fresh.length > 0) await record(em, context, batch, fresh);
    return { batchId: batch.id, recordedCount: fresh.length, repeatedCount, refusals };
  });
}

interface Sorted {
  fresh: (BankResult & { claimId: string })[];
  repeatedCount: number;
  refusals: Refusal[];
}

function sort(results: BankResult[], lines: Map<string, ResultLine>): Sorted {
  const sorted: Sorted = { fresh: [], repeatedCount: 0, refusals: [] };
  const seen = new Set<string>();
  results.forEach((result, index) => {
    const line = lines.get(result.reference);
    const refusal = faultOf(result, line, seen, ['results', String(index)]);
    seen.add(result.reference);
    if (refusal) sorted.refusals.push(refusal);
    else if (line?.status !== PaymentStatus.OPEN) sorted.repeatedCount += 1;
    else sorted.fresh.push({ ...result, claimId: line.claimId });
  });
  return sorted;
}

function faultOf(
  { reference, amount, paid, reason }: BankResult,
  line: ResultLine | undefined,
  seen: Set<string>,
  path: string[],
): Refusal | undefined {
  if (!line) return refusePayment('PAYMENT_REFERENCE_FOREIGN', [...path, 'reference'], { reference });
  if (seen.has(reference)) return refusePayment('PAYMENT_REFERENCE_TWICE', [...path, 'reference'], { reference });
  if (parseYuan(amount) !== parseYuan(line.amount)) {
    const facts = { reference, ordered: line.amount, found: amount };
    return refusePayment('PAYMENT_AMOUNT_DIFFERS', [...path, 'amount'], facts);
  }
  if (!paid && !reason?.trim()) return refusePayment('PAYMENT_REASON_MISSING', [...path, 'reason'], { reference });
  const recorded = line.status;
  if (recorded !== PaymentStatus.OPEN && (recorded === PaymentStatus.PAID) !== paid) {
    return refusePayment('PAYMENT_RESULT_CONTRADICTS', [...path, 'paid'], { reference, found: recorded });
  }
  return undefined;
}

async function record(em: EntityManager, context: Context, batch: PaymentBatch, fresh: Sorted['fresh']): Promise<void> {
  const now = context.clock.now();
  await settleLines(em, batch.id, fresh, now);
  const claims = (paid: boolean) => {
    const ids = fresh.filter((result) => result.paid === paid).map(({ claimId }) => claimId);
    return sql`id = any(${ids}::uuid[])`;
  };
  await moveClaims(em, context, { from: ClaimStatus.PAYMENT_ORDERED, to: ClaimStatus.PAID, which: claims(true) });
  await moveClaims(em, context, {
    from: ClaimStatus.PAYMENT_ORDERED,
    to: ClaimStatus.PAYMENT_FAILED,
    which: claims(false),
    reason: sql`(select reason from payment_line where claim_id = moved.id and batch_id = ${batch.id}::uuid)`,
  });
  await updateBatchTotals(em, batch.id, now);
  const { status, openCount, paidAmount, failedAmount } = await em.refreshOrFail(batch);
  await recordEvent(em, context, {
    type: 'PAYMENT_RESULTS_RECORDED',
    subject: { type: 'PaymentBatch', id: batch.id },
    programmeId: batch.programmeId,
    data: { recordedCount: fresh.length, status, openCount, paidAmount, failedAmount },
  });
}
