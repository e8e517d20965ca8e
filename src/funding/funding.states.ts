import { Role } from '../access/role.js';
import { refusePolicy } from '../policy/policy.refusals.js';
import { defineChangeable } from '../transition/stateful.js';
import { refuseFunding } from './funding.refusals.js';
import { ExclusionStatus, PolicyExclusion } from './policy-exclusion.js';
import { FundingStatus, PolicyFunding } from './policy-funding.js';

interface OfPolicy {
  policyId: string;
  institutionId: string;
  enterpriseId: string;
}

/** Facts recorded about a policy: inputs name the policy, and events concern it. */
const ofPolicy = {
  field: 'policyId',
  notFound: (path: string[]) => refusePolicy('POLICY_NOT_FOUND', path),
  scope: ({ institutionId, enterpriseId }: OfPolicy) => ({ institutionId, enterpriseId }),
  subject: ({ policyId: id }: OfPolicy) => ({ type: 'Policy', id }),
};

const { IN_FORCE, LIFTED } = ExclusionStatus;

export const exclusionStates = defineChangeable<PolicyExclusion>({
  ...ofPolicy,
  type: 'PolicyExclusion',
  title: '不予计入记录',
  table: 'policy_exclusion',
  stateOf: (row) => `case when ${row}.lifted_at is null then '${IN_FORCE}' else '${LIFTED}' end`,
  statuses: Object.values(ExclusionStatus),
  entity: PolicyExclusion,
  unfit: (_, path) => refuseFunding('POLICY_NOT_BLOCKED', path, {}),
  moves: [
    { from: null, to: IN_FORCE, by: [Role.PLATFORM], through: ['blockPolicy'], meaning: '列入不予补贴' },
    {
      from: null,
      to: IN_FORCE,
      by: [Role.SCIENCE, Role.REGULATOR],
      through: ['confirmFinding'],
      meaning: '抽核不合格',
    },
    { from: IN_FORCE, to: LIFTED, by: [Role.PLATFORM], through: ['unblockPolicy'], meaning: '解除不予补贴' },
  ],
});

const { RECORDED, TAKEN_BACK } = FundingStatus;
const recording = { by: [Role.PLATFORM], through: ['recordOtherFunding'] };

export const fundingStates = defineChangeable<PolicyFunding>({
  ...ofPolicy,
  type: 'PolicyFunding',
  title: '其他财政资金',
  table: 'policy_funding',
  stateOf: (row) => `case when ${row}.amount = 0 then '${TAKEN_BACK}' else '${RECORDED}' end`,
  statuses: Object.values(FundingStatus),
  entity: PolicyFunding,
  key: 'policyId',
  unfit: (_, path) => refusePolicy('POLICY_NOT_FOUND', path),
  moves: [
    { from: null, to: RECORDED, ...recording, meaning: '登记' },
    { from: null, to: TAKEN_BACK, ...recording, meaning: '登记为无' },
    { from: RECORDED, to: RECORDED, ...recording, meaning: '更正' },
    { from: RECORDED, to: TAKEN_BACK, ...recording, meaning: '撤销' },
    { from: TAKEN_BACK, to: RECORDED, ...recording, meaning: '重新登记' },
    { from: TAKEN_BACK, to: TAKEN_BACK, ...recording, meaning: '更正来源' },
  ],
});
