import { findByKeys } from '../database/entity-rows.js';
import { defineLoader } from '../kernel/loader.js';
import { Institution } from './institution.js';

export const institutionById = defineLoader(
  'institution by id',
  (em, ids) => findByKeys(em, Institution, 'id', ids),
  (institution) => institution.id,
);
