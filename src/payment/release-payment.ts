import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../kernel/refusal.js';
import { refuse } from '../kernel/refusals.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { requireOtherPerson } from '../account/four-eyes.js';
import { holdBackPayments } from './hold-back-payments.js';
import { BatchStatus, PaymentBatch, PaymentFile } from './payment-batch.js';
import { writeTreasuryFiles } from './payment-file.js';
import { refusePayment } from './payment.refusals.js';
import { insertFile, readFileLines } from './payments.sql.js';

export interface ReleasePayment {
  batchId: string | undefined;
  version: number;
}

/** What a treasury file is sealed for. */
export const filePlace = 'payment_file.content';

/** Another person than who ordered it releases a batch; its files are made once, sealed, and proved by their digests. */
export function releasePayment(context: Context, input: ReleasePayment): Promise<string> {
  return context.db.write(async (em) => {
    const batch = await lockBatch(em, input.batchId);
    await requireOtherPerson(context, 'releasePayment', { accounts: [batch.orderedBy] }, ['batchId']);
    const present = batch.version;
    if (present !== input.version) throw new Refused(refuse('VERSION_CONFLICT', ['version'], { present }));
    requireBatchStatus(batch, [BatchStatus.ORDERED]);
    await holdBackPayments(em, context, batch);
    await release(em, context, batch);
    return batch.id;
  });
}

export async function lockBatch(em: EntityManager, id: string | undefined): Promise<PaymentBatch> {
  const batch = id ? await em.findOne(PaymentBatch, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
  if (!batch) throw new Refused(refusePayment('PAYMENT_BATCH_NOT_FOUND', ['batchId']));
  return batch;
}

export function requireBatchStatus({ status }: PaymentBatch, allowed: BatchStatus[]): void {
  if (allowed.includes(status)) return;
  const facts = { found: status, needed: allowed.join(' / ') };
  throw new Refused(refusePayment('PAYMENT_BATCH_STATUS_UNFIT', ['batchId'], facts));
}

async function release(em: EntityManager, context: Context, batch: PaymentBatch): Promise<void> {
  const digests: Record<string, string> = {};
  for await (const { format, sha256, bytes } of writeTreasuryFiles(context.vault, () => readFileLines(em, batch.id))) {
    const sealedContent = context.vault.seal(bytes.toString('base64'), filePlace);
    await insertFile(em, { batchId: batch.id, format, sha256, sealedContent });
    digests[format] = sha256;
  }
  batch.status = BatchStatus.RELEASED;
  batch.releasedBy = context.viewer.accountId;
  batch.releasedAt = context.clock.now();
  batch.version += 1;
  await em.flush();
  await recordEvent(em, context, {
    type: EventType.PAYMENT_RELEASED,
    subject: { type: 'PaymentBatch', id: batch.id },
    programmeId: batch.programmeId,
    data: { number: batch.number, totalAmount: batch.totalAmount, files: digests },
  });
}

/** The bytes of a treasury file, for FINANCE; each time it is handed out is in the event log. */
export function readPaymentFile(context: Context, batchId: string, format: string): Promise<Buffer | undefined> {
  return context.db.write(async (em) => {
    const file = await em.findOne(PaymentFile, { batchId, format });
    if (!file) return undefined;
    // Locked, so that it is not returned at the same moment.
    const { programmeId, status } = await lockBatch(em, batchId);
    if (status === BatchStatus.CANCELLED) return undefined;
    await recordEvent(em, context, {
      type: EventType.PAYMENT_FILE_READ,
      subject: { type: 'PaymentBatch', id: batchId },
      programmeId,
      data: { format, sha256: file.sha256 },
    });
    return Buffer.from(context.vault.open(file.sealedContent, filePlace), 'base64');
  });
}
