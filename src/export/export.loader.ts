import { findByKeys } from '../database/entity-rows.js';
import { defineLoader } from '../kernel/loader.js';
import { ListExport } from './list-export.js';

export const exportById = defineLoader(
  'export by id',
  (em, ids) => findByKeys(em, ListExport, 'id', ids),
  (exported) => exported.id,
);
