import { Role } from '../../access/role.js';
import { inStatus, preparedIn, waitingRows } from '../../worklist/waiting-work.js';
import { type WorklistKind, workKind } from '../../worklist/worklist-kind.js';
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
  checksThatAre(
    PersonCheckStatus.PENDING,
    workKind('PERSON_CHECK', '待核验: PLATFORM compares identity papers (`confirmPersonCheck`).'),
  ),
  checksThatAre(
    PersonCheckStatus.CHECKED,
    workKind(
      'PERSON_CHECK_CONFIRMATION',
      '待复核: a second person of PLATFORM confirms the check (`confirmPersonCheck`).',
    ),
    'checked_by',
  ),
];
