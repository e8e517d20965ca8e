import { sql } from 'kysely';
import { Role } from '../access/role.js';
import { inStatus, waitingRows } from '../worklist/waiting-work.js';
import { workKind } from '../worklist/worklist-kind.js';
import { ObjectionStatus } from './objection.js';

export const objectionWork = [
  waitingRows({
    kind: workKind('OBJECTION_DECISION', '异议待处理: SCIENCE decides an objection (`decideObjection`).'),
    roles: [Role.SCIENCE],
    list: 'objections',
    type: 'Objection',
    table: 'objection',
    ...inStatus(ObjectionStatus.OPEN),
    preparedBy: (accounts) => sql`notice_id in (select notice.id from publicity_notice as notice
      join subsidy_proposal as proposal on proposal.id = notice.proposal_id
      where proposal.decided_by = any(${accounts}))`,
    since: 'filed_at',
    dueBy: 'decide_by',
    programme: {
      column: 'notice_id',
      programmeId: sql`(select notice.programme_id from publicity_notice as notice where notice.id = counted.key)`,
      of: (programmeId) =>
        sql`notice_id in (select notice.id from publicity_notice as notice where notice.programme_id = ${programmeId}::uuid)`,
    },
  }),
];
