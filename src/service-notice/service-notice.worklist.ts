import { Role } from '../access/role.js';
import { byProgramme, inStatus, preparedIn, waitingRows } from '../worklist/waiting-work.js';
import { workKind } from '../worklist/worklist-kind.js';
import { ServiceNoticeStatus } from './service-notice.js';

export const serviceNoticeWork = [
  waitingRows({
    kind: workKind(
      'SERVICE_NOTICE_PUBLICATION',
      '公告待发布: SCIENCE publishes a prepared service notice (`publishServiceNotice`).',
    ),
    roles: [Role.SCIENCE],
    list: 'serviceNotices',
    type: 'ServiceNotice',
    table: 'service_notice',
    ...inStatus(ServiceNoticeStatus.PREPARED),
    preparedBy: preparedIn('prepared_by'),
    since: 'prepared_at',
    programme: byProgramme,
  }),
];
