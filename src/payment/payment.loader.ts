import { findByKeys } from '../database/entity-rows.js';
import { defineListLoader, defineLoader } from '../kernel/loader.js';
import { PaymentBatch, PaymentFile, PaymentLine } from './payment-batch.js';

export const linesOfClaim = defineListLoader('payment lines of claim', async (em, ids) => {
  const lines = await em.find(PaymentLine, { claimId: { $in: [...ids] } }, { orderBy: { id: 'asc' } });
  return lines.map((line) => Object.assign(line, { loaderKey: line.claimId }));
});

export const batchById = defineLoader(
  'payment batch by id',
  (em, ids) => findByKeys(em, PaymentBatch, 'id', ids),
  (batch) => batch.id,
);

export const filesOfBatch = defineListLoader('files of batch', async (em, ids) => {
  const files = await em.find(PaymentFile, { batchId: { $in: [...ids] } }, { orderBy: { format: 'asc' } });
  return files.map((file) => Object.assign(file, { loaderKey: file.batchId }));
});
