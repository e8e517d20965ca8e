import { Role } from '../access/role.js';
import { defineChangeable } from '../transition/stateful.js';
import { Policy, PolicyStatus } from './policy.js';
import { refusePolicy } from './policy.refusals.js';

const { ACCEPTED, WITHDRAWN } = PolicyStatus;
const insurer = [Role.INSURER];

export const policyStates = defineChangeable<Policy>({
  type: 'Policy',
  title: '保单',
  table: 'policy',
  statuses: Object.values(PolicyStatus),
  entity: Policy,
  field: 'policyId',
  notFound: (path) => refusePolicy('POLICY_NOT_FOUND', path),
  unfit: ({ policyNo }, path) => refusePolicy('POLICY_ALREADY_WITHDRAWN', path, { policyNo }),
  scope: ({ programmeId, institutionId }) => ({ programmeId, institutionId }),
  moves: [
    { from: null, to: ACCEPTED, by: insurer, through: ['submitPolicies', 'intake'], meaning: '受理' },
    {
      from: ACCEPTED,
      to: ACCEPTED,
      by: insurer,
      through: ['correctPolicy', 'recordRefund', 'removeDocument', 'submitPolicies', 'intake'],
      meaning: '更正、退保批减、移除材料',
    },
    { from: ACCEPTED, to: WITHDRAWN, by: insurer, through: ['withdrawPolicy'], meaning: '撤回' },
  ],
});
