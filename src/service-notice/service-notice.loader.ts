import { defineLoader } from '../kernel/loader.js';
import { ServiceNotice } from './service-notice.js';

export const serviceNoticeById = defineLoader(
  'service notice by id',
  (em, ids) => em.find(ServiceNotice, { id: { $in: [...ids] } }),
  (notice) => notice.id,
);
