import { findByKeys } from '../database/entity-rows.js';
import { defineLoader } from '../kernel/loader.js';
import { ServiceNotice } from './service-notice.js';

export const serviceNoticeById = defineLoader(
  'service notice by id',
  (em, ids) => findByKeys(em, ServiceNotice, 'id', ids),
  (notice) => notice.id,
);
