import { Role } from '../access/role.js';
import { defineChangeable } from '../transition/stateful.js';
import { refuseServiceNotice } from './service-notice.refusals.js';
import { ServiceNotice, ServiceNoticeStatus } from './service-notice.js';

const { PREPARED, REPLACED, PUBLISHED } = ServiceNoticeStatus;
const platform = [Role.PLATFORM];

export const serviceNoticeStates = defineChangeable<ServiceNotice>({
  type: 'ServiceNotice',
  title: '公告送达',
  table: 'service_notice',
  statuses: Object.values(ServiceNoticeStatus),
  entity: ServiceNotice,
  field: 'serviceNoticeId',
  notFound: (path) => refuseServiceNotice('SERVICE_NOTICE_NOT_FOUND', path),
  unfit: ({ status: found }, path) => refuseServiceNotice('SERVICE_NOTICE_NOT_PREPARED', path, { found }),
  scope: ({ programmeId }) => ({ programmeId }),
  moves: [
    { from: null, to: PREPARED, by: platform, through: ['prepareServiceNotice'], meaning: '拟定名单' },
    { from: PREPARED, to: REPLACED, by: platform, through: ['prepareServiceNotice'], meaning: '重新拟定' },
    { from: PREPARED, to: PUBLISHED, by: [Role.SCIENCE], through: ['publishServiceNotice'], meaning: '发布' },
  ],
});
