import { Role } from '../access/role.js';
import { defineChangeable } from '../transition/stateful.js';
import { EnterpriseExclusion, EnterpriseExclusionStatus } from './enterprise-exclusion.js';
import { refuseEnterprise } from './enterprise.refusals.js';

const { IN_FORCE, LIFTED } = EnterpriseExclusionStatus;
const by = [Role.PLATFORM];

/** The input names the company, and events concern it. */
export const enterpriseExclusionStates = defineChangeable<EnterpriseExclusion>({
  type: 'EnterpriseExclusion',
  title: '企业排除',
  table: 'enterprise_exclusion',
  stateOf: (row) => `case when ${row}.lifted_at is null then '${IN_FORCE}' else '${LIFTED}' end`,
  statuses: Object.values(EnterpriseExclusionStatus),
  entity: EnterpriseExclusion,
  field: 'creditCode',
  notFound: (path) => refuseEnterprise('ENTERPRISE_NOT_EXCLUDED', path),
  unfit: (_, path) => refuseEnterprise('ENTERPRISE_NOT_EXCLUDED', path),
  scope: ({ programmeId, enterpriseId }) => ({ programmeId, enterpriseId }),
  subject: ({ enterpriseId: id }) => ({ type: 'Enterprise', id }),
  moves: [
    { from: null, to: IN_FORCE, by, through: ['excludeEnterprise'], meaning: '排除' },
    { from: IN_FORCE, to: LIFTED, by, through: ['liftExclusion'], meaning: '解除' },
    { from: IN_FORCE, to: LIFTED, by, through: ['excludeEnterprise'], meaning: '以新理由替换' },
  ],
});
