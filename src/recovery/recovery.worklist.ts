import { sql } from 'kysely';
import { Role } from '../access/role.js';
import { byProgramme, inStatus, waitingRows } from '../worklist/waiting-work.js';
import { workKind } from '../worklist/worklist-kind.js';
import { askedBack } from './recovery.events.js';
import { RecoveryStatus } from './recovery.js';

export const recoveryWork = [
  waitingRows({
    kind: workKind('RECOVERY_REPAYMENT', '待追回: FINANCE records money that comes back (`recordRecovery`).'),
    roles: [Role.FINANCE],
    list: 'recoveries',
    type: 'Recovery',
    table: 'recovery',
    ...inStatus(RecoveryStatus.OPEN),
    preparedBy: (
      accounts,
    ) => sql`id in (select event.subject_id from event where event.type in (${sql.join(askedBack.map((type) => sql.lit(type)))})
      and event.actor_id = any(${accounts}))`,
    since: 'opened_at',
    dueBy: 'repay_by',
    programme: byProgramme,
  }),
];
