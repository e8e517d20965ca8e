import { Role } from '../access/role.js';
import { system } from '../kernel/state-machine.js';
import { defineChangeable } from '../transition/stateful.js';
import { Institution, InstitutionStatus } from './institution.js';
import { refuseInstitution } from './institution.refusals.js';

const { PENDING, ACTIVE, REJECTED, SUSPENDED } = InstitutionStatus;
const departments = [Role.SCIENCE, Role.REGULATOR];

export const institutionStates = defineChangeable<Institution>({
  type: 'Institution',
  title: '保险机构',
  table: 'institution',
  statuses: Object.values(InstitutionStatus),
  entity: Institution,
  field: 'institutionId',
  notFound: (path) => refuseInstitution('INSTITUTION_NOT_FOUND', path),
  unfit: ({ status: found }, path, needed) => refuseInstitution('INSTITUTION_STATUS_UNFIT', path, { found, needed }),
  scope: ({ id: institutionId }) => ({ institutionId }),
  moves: [
    { from: null, to: PENDING, by: [Role.INSURER], through: ['registerInstitution'], meaning: '登记' },
    { from: null, to: ACTIVE, by: [system], through: ['demonstration'], meaning: '演示数据' },
    { from: REJECTED, to: PENDING, by: [Role.INSURER], through: ['registerInstitution'], meaning: '重新登记' },
    { from: PENDING, to: PENDING, by: departments, through: ['confirmInstitution'], meaning: '一个部门已确认' },
    { from: PENDING, to: ACTIVE, by: departments, through: ['confirmInstitution'], meaning: '两个部门均已确认' },
    { from: PENDING, to: REJECTED, by: departments, through: ['rejectInstitution'], meaning: '不予通过' },
    { from: ACTIVE, to: SUSPENDED, by: departments, through: ['suspendInstitution'], meaning: '暂停' },
    { from: SUSPENDED, to: ACTIVE, by: departments, through: ['resumeInstitution'], meaning: '恢复' },
  ],
});
