import { defineLoader } from '../kernel/loader.js';
import { Institution } from './institution.js';

export const institutionById = defineLoader(
  'institution by id',
  (em, ids) => em.find(Institution, { id: { $in: [...ids] } }),
  (institution) => institution.id,
);
