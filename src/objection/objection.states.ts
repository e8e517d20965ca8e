import { Role } from '../access/role.js';
import { defineChangeable } from '../transition/stateful.js';
import { Objection, ObjectionStatus } from './objection.js';
import { refuseObjection } from './objection.refusals.js';

const { OPEN, WITHDRAWN, UPHELD, DISMISSED } = ObjectionStatus;

export const objectionStates = defineChangeable<Objection>({
  type: 'Objection',
  title: '异议',
  table: 'objection',
  statuses: Object.values(ObjectionStatus),
  entity: Objection,
  field: 'objectionId',
  notFound: (path) => refuseObjection('OBJECTION_NOT_FOUND', path),
  unfit: ({ status: found }, path) => refuseObjection('OBJECTION_ALREADY_ENDED', path, { found }),
  scope: () => ({}),
  moves: [
    { from: null, to: OPEN, by: [Role.PUBLIC], through: ['fileObjection'], meaning: '提出' },
    { from: OPEN, to: WITHDRAWN, by: [Role.PUBLIC], through: ['withdrawObjection'], meaning: '撤回' },
    { from: OPEN, to: UPHELD, by: [Role.SCIENCE], through: ['decideObjection'], meaning: '异议成立' },
    { from: OPEN, to: DISMISSED, by: [Role.SCIENCE], through: ['decideObjection'], meaning: '异议不成立' },
  ],
});
