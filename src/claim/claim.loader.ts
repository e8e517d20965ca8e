import { defineLoader } from '../common/loader.js';
import { Claim } from './claim.js';

export const claimById = defineLoader(
  'claim by id',
  (em, ids) => em.find(Claim, { id: { $in: [...ids] } }),
  (claim) => claim.id,
);
