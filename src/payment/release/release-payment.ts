import type { EntityManager } from '@mikro-orm/postgresql';
import { recordEvent } from '../../event/record-event.js';
import type { Context } from '../../access/context.js';
import { lock, transit } from '../../transition/transit.js';
import { dayOf } from '../../kernel/values/dates.js';
import { Refused } from '../../kernel/errors/refusal.js';
import { Programme } from '../../programme/programme.js';
import { acceptersOf, requireNoneOnHold } from '../payees/accept-payees.js';
import { holdBackPayments } from './hold-back-payments.js';
import { BatchStatus, type PaymentBatch } from '../payment-batch.js';
import { PaymentFile } from './payment-file.js';
import { type TreasuryFile, writeTreasuryFiles } from './write-treasury-files.js';
import { LayoutStatus, PaymentLayout } from '../layout/payment-layout.js';
import { refusePayment } from '../payment.refusals.js';
import { batchStates } from '../payment.states.js';
import { NotEncodable } from '../layout/write-layout.js';
import { insertFile, readFileLines } from '../payments.sql.js';

export interface ReleasePayment {
  batchId: string | undefined;
  version: number;
}

/** The place to which the encryption of a treasury file is bound. */
export const filePlace = 'payment_file.content';

/**
 * Releases a batch, by another person than ordered it; its files are written once, encrypted, and proved by their
 * digests.
 */
export function releasePayment(context: Context, input: ReleasePayment): Promise<string> {
  const { batchId: id, version } = input;
  return context.db.write(async (em) => {
    const asked = { operation: 'releasePayment', id, version };
    const batch = await transit(em, context, batchStates, asked, {
      preparers: async (found) => ({ accounts: [found.orderedBy, ...(await acceptersOf(em, found.id))] }),
      change: async (found) => {
        await holdBackPayments(em, context, found);
        await requireNoneOnHold(em, found.id);
        found.release(context.viewer.accountId, context.clock.now());
        const layout = await layoutOf(em, found);
        const files = await writeFiles(em, context, found, layout);
        const { number, totalAmount } = found;
        const data = { number, totalAmount, files, layout: layout?.number ?? null };
        return { type: 'PAYMENT_RELEASED', data };
      },
    });
    return batch.id;
  });
}

function layoutOf(em: EntityManager, { programmeId }: PaymentBatch): Promise<PaymentLayout | null> {
  return em.findOne(PaymentLayout, { programmeId, status: LayoutStatus.IN_FORCE });
}

/** Returns the digests of the files by format. */
async function writeFiles(
  em: EntityManager,
  context: Context,
  batch: PaymentBatch,
  layout: PaymentLayout | null,
): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for await (const { format, sha256, bytes } of await filesOf(em, context, batch, layout)) {
    const sealedContent = await context.vault.sealBytes(bytes, filePlace);
    await insertFile(em, { batchId: batch.id, format, sha256, sealedContent, layoutId: layout?.id ?? null });
    digests[format] = sha256;
  }
  return digests;
}

async function filesOf(em: EntityManager, context: Context, batch: PaymentBatch, layout: PaymentLayout | null) {
  const { code } = await em.findOneOrFail(Programme, { id: batch.programmeId });
  const shared = {
    programme: code,
    batchNumber: batch.number,
    releasedOn: dayOf(context.clock.now()),
    lineCount: batch.openCount,
    totalAmount: batch.openAmount,
  };
  return refusingUnencodable(writeTreasuryFiles(context.vault, layout, shared, () => readFileLines(em, batch.id)));
}

/** Refuses a character that the layout cannot encode; names the line for FINANCE. */
async function* refusingUnencodable(files: AsyncIterable<TreasuryFile>): AsyncGenerator<TreasuryFile, void> {
  try {
    yield* files;
  } catch (error) {
    if (!(error instanceof NotEncodable)) throw error;
    const { reference, text } = error;
    throw new Refused(refusePayment('PAYMENT_TEXT_NOT_ENCODABLE', ['batchId'], { reference, found: text }));
  }
}

/** Returns the bytes of a treasury file for FINANCE, and records an event each time. */
export function readPaymentFile(context: Context, batchId: string, format: string): Promise<Buffer | undefined> {
  return context.db.write(async (em) => {
    const file = await em.findOne(PaymentFile, { batchId, format });
    if (!file) return undefined;
    // Locked, so that the batch is not returned at the same time.
    const { programmeId, status } = await lock(em, batchStates, batchId);
    if (status === BatchStatus.CANCELLED) return undefined;
    await recordEvent(em, context, {
      type: 'PAYMENT_FILE_READ',
      subject: { type: 'PaymentBatch', id: batchId },
      programmeId,
      data: { format, sha256: file.sha256 },
    });
    return context.vault.openBytes(file.sealedContent, filePlace);
  });
}
