import { defineLoader } from '../kernel/loader.js';
import { ListImport } from './list-import.js';

export const listImportById = defineLoader(
  'list import by id',
  (em, ids) => em.find(ListImport, { id: { $in: [...ids] } }),
  (list) => list.id,
);
