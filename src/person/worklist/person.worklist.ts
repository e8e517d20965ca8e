import { Role } from '../../access/role.js';
import { inStatus, preparedIn, waitingRows } from '../../worklist/waiting-work.js';
import { WorklistKind } from '../../worklist/worklist-kind.js';
import { PersonCheckStatus } from '../person-check.js';

const checksThatAre = (status: PersonCheckStatus, kind: WorklistKind, ...preparers: string[]) =>
  waitingRows({
    kind,
    roles: [Role.PLATFORM],
    list: 'personChecks',
    type: 'PersonCheck',
    table: 'person_check',
    ...inStatus(status),
    preparedBy: preparedIn('account_id', ...preparers),
    since: 'requested_at',
  });

export const personWork = [
  checksThatAre(PersonCheckStatus.PENDING, WorklistKind.PERSON_CHECK),
  checksThatAre(PersonCheckStatus.CHECKED, WorklistKind.PERSON_CHECK_CONFIRMATION, 'checked_by'),
];
