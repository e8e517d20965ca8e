import { Role } from '../access/role.js';
import { byProgramme, inStatus, waitingRows } from '../worklist/waiting-work.js';
import { WorklistKind } from '../worklist/worklist-kind.js';
import { RecoveryStatus } from './recovery.js';

export const recoveryWork = [
  waitingRows({
    kind: WorklistKind.RECOVERY_REPAYMENT,
    roles: [Role.FINANCE],
    list: 'recoveries',
    type: 'Recovery',
    table: 'recovery',
    ...inStatus(RecoveryStatus.OPEN),
    since: 'opened_at',
    dueBy: 'repay_by',
    programme: byProgramme,
  }),
];
