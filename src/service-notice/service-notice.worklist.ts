import { Role } from '../access/role.js';
import { byProgramme, inStatus, preparedIn, waitingRows } from '../worklist/waiting-work.js';
import { WorklistKind } from '../worklist/worklist-kind.js';
import { ServiceNoticeStatus } from './service-notice.js';

export const serviceNoticeWork = [
  waitingRows({
    kind: WorklistKind.SERVICE_NOTICE_PUBLICATION,
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
