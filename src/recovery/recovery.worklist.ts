import { sql } from 'kysely';
import { Role } from '../access/role.js';
import { EventType } from '../event/event.js';
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
    preparedBy: (
      accounts,
    ) => sql`id in (select event.subject_id from event where event.type = ${sql.lit(EventType.RECOVERY_OPENED)}
      and event.actor_id = any(${accounts}))`,
    since: 'opened_at',
    dueBy: 'repay_by',
    programme: byProgramme,
  }),
];
