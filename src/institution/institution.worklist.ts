import { sql } from 'kysely';
import { Role } from '../access/role.js';
import { preparedIn, waitingRows } from '../worklist/waiting-work.js';
import { workKind } from '../worklist/worklist-kind.js';
import { InstitutionStatus } from './institution.js';
import { notConfirmedBy } from './confirmation/not-confirmed-by.js';

export const institutionWork = [
  waitingRows({
    kind: workKind(
      'INSTITUTION_CONFIRMATION',
      '机构待核对: your department confirms an institution (`confirmInstitution`).',
    ),
    roles: [Role.SCIENCE, Role.REGULATOR],
    list: 'institutions',
    type: 'Institution',
    table: 'institution',
    filter: (role) => ({ status: InstitutionStatus.PENDING, toConfirmBy: role }),
    where: ({ role }) => [sql`status = ${InstitutionStatus.PENDING}`, notConfirmedBy(role)],
    preparedBy: preparedIn('registered_by', 'science_confirmed_by', 'regulator_confirmed_by'),
    since: 'registered_at',
  }),
];
