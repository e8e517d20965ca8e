import { findByKeys } from '../database/entity-rows.js';
import { defineLoader } from '../kernel/loader.js';
import { ListImport } from './list-import.js';

export const listImportById = defineLoader(
  'list import by id',
  (em, ids) => findByKeys(em, ListImport, 'id', ids),
  (list) => list.id,
);
