import { sql } from 'kysely';
import { Role } from '../access/role.js';
import { waitingRows } from '../worklist/waiting-work.js';
import { WorklistKind } from '../worklist/worklist-kind.js';
import { InstitutionStatus } from './institution.js';
import { notConfirmedBy } from './not-confirmed-by.js';

export const institutionWork = [
  waitingRows({
    kind: WorklistKind.INSTITUTION_CONFIRMATION,
    roles: [Role.SCIENCE, Role.REGULATOR],
    list: 'institutions',
    type: 'Institution',
    table: 'institution',
    filter: (role) => ({ status: InstitutionStatus.PENDING, toConfirmBy: role }),
    where: ({ role }) => [sql`status = ${InstitutionStatus.PENDING}`, notConfirmedBy(role)],
    since: 'registered_at',
  }),
];
