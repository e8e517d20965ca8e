import { findByKeys } from '../database/entity-rows.js';
import { defineListLoader, defineLoader } from '../kernel/loader.js';
import { Recovery, Repayment } from './recovery.js';

export const recoveryById = defineLoader(
  'recovery by id',
  (em, ids) => findByKeys(em, Recovery, 'id', ids),
  (recovery) => recovery.id,
);

export const recoveryOfClaim = defineLoader(
  'recovery of claim',
  (em, ids) => findByKeys(em, Recovery, 'claimId', ids),
  (recovery) => recovery.claimId,
);

/** The key is programme, list and credit code, `…/…/…`, which identify a published line. */
export const recoveryOfLine = defineLoader(
  'recovery of line',
  (em, keys) => {
    const lines = keys.map((key) => key.split('/') as [string, string, string]);
    return em.find(Recovery, {
      $or: lines.map(([programmeId, list, creditCode]) => ({ programmeId, list: Number(list), creditCode })),
    });
  },
  ({ programmeId, list, creditCode }) => `${programmeId}/${list}/${creditCode}`,
);

export const repaymentsOfRecovery = defineListLoader('repayments of recovery', async (em, ids) => {
  const found = await em.find(
    Repayment,
    { recoveryId: { $in: [...ids] } },
    { orderBy: { receivedOn: 'asc', id: 'asc' } },
  );
  return found.map((repayment) => Object.assign(repayment, { loaderKey: repayment.recoveryId }));
});
