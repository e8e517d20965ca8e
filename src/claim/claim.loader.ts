import { findByKeys } from '../database/entity-rows.js';
import { defineListLoader, defineLoader } from '../kernel/loader.js';
import { Claim } from './claim.js';
import { ClaimCorrection } from './corrections/claim-correction.js';
import { readNotCounted } from './corrections/not-counted.sql.js';
import { ClaimApplication } from './claiming/claim-application.js';
import { sql } from 'kysely';
import { readClaimsLeft } from './corrections/claims-left.sql.js';

export const claimById = defineLoader(
  'claim by id',
  (em, ids) => findByKeys(em, Claim, 'id', ids),
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

export const correctionsOfClaim = defineListLoader('corrections of claim', async (em, ids) => {
  const found = await em.find(ClaimCorrection, { claimId: { $in: [...ids] } }, { orderBy: { id: 'asc' } });
  return found.map((correction) => Object.assign(correction, { loaderKey: correction.claimId }));
});

export const notCountedOfClaim = defineListLoader('policies that do not count in claim', readNotCounted);

export interface Reduced {
  id: string;
  left: string;
  excess: string;
}

export const reducedClaim = defineLoader<string, Reduced>(
  'hold of claim',
  async (em, ids) => {
    const claims = await readClaimsLeft(em, sql`id = any(${ids}::uuid[])`);
    return claims.filter(({ excess }) => excess !== '0.00');
  },
  ({ id }) => id,
);
