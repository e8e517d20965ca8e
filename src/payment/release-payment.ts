import type { EntityManager } from '@mikro-orm/postgresql';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { lock, transit } from '../transition/transit.js';
import { holdBackPayments } from './hold-back-payments.js';
import { BatchStatus, type PaymentBatch, PaymentFile } from './payment-batch.js';
import { writeTreasuryFiles } from './payment-file.js';
import { batchStates } from './payment.states.js';
import { insertFile, readFileLines } from './payments.sql.js';

export interface ReleasePayment {
  batchId: string | undefined;
  version: number;
}

/** What a treasury file is sealed for. */
export const filePlace = 'payment_file.content';

/** Another person than who ordered it releases a batch; its files are made once, sealed, and proved by their digests. */
export function releasePayment(context: Context, input: ReleasePayment): Promise<string> {
  const { batchId: id, version } = input;
  return context.db.write(async (em) => {
    const asked = { operation: 'releasePayment', id, version };
    const batch = await transit(em, context, batchStates, asked, {
      preparers: ({ orderedBy }) => ({ accounts: [orderedBy] }),
      change: async (found) => {
        await holdBackPayments(em, context, found);
        found.release(context.viewer.accountId, context.clock.now());
        const files = await writeFiles(em, context, found);
        const { number, totalAmount } = found;
        return { type: EventType.PAYMENT_RELEASED, data: { number, totalAmount, files } };
      },
    });
    return batch.id;
  });
}

/** The digests of the files, by their formats. */
async function writeFiles(em: EntityManager, context: Context, batch: PaymentBatch): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for await (const { format, sha256, bytes } of writeTreasuryFiles(context.vault, () => readFileLines(em, batch.id))) {
    const sealedContent = context.vault.seal(bytes.toString('base64'), filePlace);
    await insertFile(em, { batchId: batch.id, format, sha256, sealedContent });
    digests[format] = sha256;
  }
  return digests;
}

/** The bytes of a treasury file, for FINANCE; each time it is handed out is in the event log. */
export function readPaymentFile(context: Context, batchId: string, format: string): Promise<Buffer | undefined> {
  return context.db.write(async (em) => {
    const file = await em.findOne(PaymentFile, { batchId, format });
    if (!file) return undefined;
    // Locked, so that it is not returned at the same moment.
    const { programmeId, status } = await lock(em, batchStates, batchId);
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
