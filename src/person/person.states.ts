import { Role } from '../access/role.js';
import { defineChangeable } from '../transition/stateful.js';
import { PersonCheck, PersonCheckStatus } from './person-check.js';
import { refusePerson } from './person.refusals.js';

const { PENDING, CHECKED, CONFIRMED, REJECTED } = PersonCheckStatus;
const platform = [Role.PLATFORM];
const applicants = [Role.INSURER, Role.ENTERPRISE];

export const personCheckStates = defineChangeable<PersonCheck>({
  type: 'PersonCheck',
  title: '人工核验',
  table: 'person_check',
  statuses: Object.values(PersonCheckStatus),
  entity: PersonCheck,
  field: 'personCheckId',
  notFound: (path) => refusePerson('PERSON_CHECK_NOT_FOUND', path),
  unfit: ({ status: found }, path) => refusePerson('PERSON_CHECK_DECIDED', path, { found }),
  scope: () => ({}),
  moves: [
    { from: null, to: PENDING, by: applicants, through: ['requestPersonCheck'], meaning: '申请' },
    { from: PENDING, to: CHECKED, by: platform, through: ['confirmPersonCheck'], meaning: '一人核验' },
    { from: CHECKED, to: CONFIRMED, by: platform, through: ['confirmPersonCheck'], meaning: '另一人复核' },
    { from: PENDING, to: REJECTED, by: platform, through: ['rejectPersonCheck'], meaning: '不予通过' },
    { from: CHECKED, to: REJECTED, by: platform, through: ['rejectPersonCheck'], meaning: '不予通过' },
  ],
});
