import { defineListLoader, defineLoader } from '../kernel/loader.js';
import { Claim } from './claim.js';
import { ClaimApplication } from './claim-application.js';
import { PaymentBatch, PaymentFile, PaymentLine } from '../payment/payment-batch.js';
import { Recovery, Repayment } from '../recovery/recovery.js';

export const claimById = defineLoader(
  'claim by id',
  (em, ids) => em.find(Claim, { id: { $in: [...ids] } }),
  (claim) => claim.id,
);

/** The latest application of a claim. */
export const applicationOfClaim = defineLoader(
  'application of claim',
  async (em, ids: readonly string[]) => {
    const found = await em.find(ClaimApplication, { claimId: { $in: [...ids] } }, { orderBy: { acceptedAt: 'asc' } });
    return [...new Map(found.map((application) => [application.claimId, application])).values()];
  },
  (application) => application.claimId,
);

export const linesOfClaim = defineListLoader('payment lines of claim', async (em, ids) => {
  const lines = await em.find(PaymentLine, { claimId: { $in: [...ids] } }, { orderBy: { id: 'asc' } });
  return lines.map((line) => Object.assign(line, { loaderKey: line.claimId }));
});

export const batchById = defineLoader(
  'payment batch by id',
  (em, ids) => em.find(PaymentBatch, { id: { $in: [...ids] } }),
  (batch) => batch.id,
);

export const filesOfBatch = defineListLoader('files of batch', async (em, ids) => {
  const files = await em.find(PaymentFile, { batchId: { $in: [...ids] } }, { orderBy: { format: 'asc' } });
  return files.map((file) => Object.assign(file, { loaderKey: file.batchId }));
});

export const recoveryById = defineLoader(
  'recovery by id',
  (em, ids) => em.find(Recovery, { id: { $in: [...ids] } }),
  (recovery) => recovery.id,
);

export const recoveryOfClaim = defineLoader(
  'recovery of claim',
  (em, ids) => em.find(Recovery, { claimId: { $in: [...ids] } }),
  (recovery) => recovery.claimId,
);

/** By programme and credit code, `…/…`: what a published line is known by. */
export const recoveryOfLine = defineLoader(
  'recovery of line',
  (em, keys) => {
    const lines = keys.map((key) => key.split('/') as [string, string]);
    return em.find(Recovery, { $or: lines.map(([programmeId, creditCode]) => ({ programmeId, creditCode })) });
  },
  (recovery) => `${recovery.programmeId}/${recovery.creditCode}`,
);

export const repaymentsOfRecovery = defineListLoader('repayments of recovery', async (em, ids) => {
  const found = await em.find(
    Repayment,
    { recoveryId: { $in: [...ids] } },
    { orderBy: { receivedOn: 'asc', id: 'asc' } },
  );
  return found.map((repayment) => Object.assign(repayment, { loaderKey: repayment.recoveryId }));
});
