import { Role } from '../access/role.js';
import { defineChangeable } from '../transition/stateful.js';
import { Recovery, RecoveryStatus } from './recovery.js';
import { refuseRecovery } from './recovery.refusals.js';

const { OPEN, CLOSED } = RecoveryStatus;
const repaying = { by: [Role.FINANCE], through: ['recordRecovery'] };

export const recoveryStates = defineChangeable<Recovery>({
  type: 'Recovery',
  title: '追回',
  table: 'recovery',
  statuses: Object.values(RecoveryStatus),
  entity: Recovery,
  field: 'recoveryId',
  notFound: (path) => refuseRecovery('RECOVERY_NOT_FOUND', path),
  unfit: (_, path) => refuseRecovery('RECOVERY_CLOSED', path),
  scope: ({ programmeId }) => ({ programmeId }),
  moves: [
    {
      from: null,
      to: OPEN,
      by: [Role.SCIENCE, Role.REGULATOR],
      through: ['openRecovery', 'confirmFinding'],
      meaning: '启动追回',
    },
    { from: OPEN, to: OPEN, by: [Role.SCIENCE, Role.REGULATOR], through: ['confirmFinding'], meaning: '调增金额' },
    { from: OPEN, to: OPEN, ...repaying, meaning: '部分退回' },
    { from: OPEN, to: CLOSED, ...repaying, meaning: '全额退回' },
  ],
});
