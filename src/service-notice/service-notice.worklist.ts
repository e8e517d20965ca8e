import { sql } from 'kysely';
import { Role } from '../access/role.js';
import { byProgramme, waitingRows } from '../worklist/waiting-work.js';
import { WorklistKind } from '../worklist/worklist-kind.js';
import { ServiceNoticeStatus } from './service-notice.js';

export const serviceNoticeWork = [
  waitingRows({
    kind: WorklistKind.SERVICE_NOTICE_PUBLICATION,
    roles: [Role.SCIENCE],
    list: 'serviceNotices',
    type: 'ServiceNotice',
    table: 'service_notice',
    filter: { status: ServiceNoticeStatus.PREPARED },
    where: () => [sql`status = ${ServiceNoticeStatus.PREPARED}`],
    since: 'prepared_at',
    programme: byProgramme,
  }),
];
