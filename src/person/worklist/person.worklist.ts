import { Role } from '../../access/role.js';
import { inStatus, waitingRows } from '../../worklist/waiting-work.js';
import { WorklistKind } from '../../worklist/worklist-kind.js';
import { PersonCheckStatus } from '../person-check.js';

const checksThatAre = (status: PersonCheckStatus, kind: WorklistKind) =>
  waitingRows({
    kind,
    roles: [Role.PLATFORM],
    list: 'personChecks',
    type: 'PersonCheck',
    table: 'person_check',
    ...inStatus(status),
    since: 'requested_at',
  });

export const personWork = [
  checksThatAre(PersonCheckStatus.PENDING, WorklistKind.PERSON_CHECK),
  checksThatAre(PersonCheckStatus.CHECKED, WorklistKind.PERSON_CHECK_CONFIRMATION),
];
