import { findByKeys } from '../database/entity-rows.js';
import { defineListLoader, defineLoader } from '../kernel/loader.js';
import { PaymentBatch } from './payment-batch.js';
import { PaymentFile } from './release/payment-file.js';
import { PaymentLine } from './payment-line.js';
import { PaymentLayout } from './layout/payment-layout.js';

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

export const layoutById = defineLoader(
  'payment layout by id',
  (em, ids) => em.find(PaymentLayout, { id: { $in: [...ids] } }),
  (layout) => layout.id,
);

export const layoutsOfProgramme = defineListLoader('payment layouts of programme', async (em, ids) => {
  const layouts = await em.find(PaymentLayout, { programmeId: { $in: [...ids] } }, { orderBy: { number: 'desc' } });
  return layouts.map((layout) => Object.assign(layout, { loaderKey: layout.programmeId }));
});
