import { Role } from '../access/role.js';
import { system } from '../kernel/state-machine.js';
import { defineChangeable } from '../transition/stateful.js';
import { NoticeStatus, PublicityNotice } from './notice.js';
import { refuseNotice } from './notice.refusals.js';

const { OPEN, CLOSED } = NoticeStatus;
const correcting = { by: [Role.SCIENCE], through: ['correctNotice', 'decideObjection'], meaning: '更正公示' };

export const noticeStates = defineChangeable<PublicityNotice>({
  type: 'PublicityNotice',
  title: '公示',
  table: 'publicity_notice',
  statuses: Object.values(NoticeStatus),
  entity: PublicityNotice,
  field: 'noticeId',
  notFound: (path) => refuseNotice('NOTICE_NOT_FOUND', path),
  unfit: (_, path) => refuseNotice('NOTICE_ALREADY_CLOSED', path),
  scope: ({ programmeId }) => ({ programmeId }),
  moves: [
    { from: null, to: OPEN, by: [Role.SCIENCE], through: ['publishNotice'], meaning: '发布' },
    { from: OPEN, to: OPEN, ...correcting },
    { from: CLOSED, to: CLOSED, ...correcting },
    { from: OPEN, to: CLOSED, by: [Role.SCIENCE, system], through: ['closeNotice', 'close notices'], meaning: '期满' },
  ],
});
