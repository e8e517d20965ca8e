import { Role } from '../access/role.js';
import { defineChangeable } from '../transition/stateful.js';
import { refuseBinding } from './binding.refusals.js';
import { BindingStatus, EnterpriseBinding } from './enterprise-binding.js';

const { PENDING, ACTIVE, REJECTED, REVOKED } = BindingStatus;
const enterprise = [Role.ENTERPRISE];
const platform = [Role.PLATFORM];
const revoking = { by: [Role.ENTERPRISE, Role.PLATFORM], meaning: '撤销' };

export const bindingStates = defineChangeable<EnterpriseBinding>({
  type: 'EnterpriseBinding',
  title: '企业认证',
  table: 'enterprise_binding',
  statuses: Object.values(BindingStatus),
  entity: EnterpriseBinding,
  field: 'bindingId',
  notFound: (path) => refuseBinding('BINDING_NOT_FOUND', path),
  unfit: ({ status: found }, path, needed) => refuseBinding('BINDING_STATUS_UNFIT', path, { found, needed }),
  scope: ({ enterpriseId }) => ({ enterpriseId }),
  moves: [
    { from: null, to: PENDING, by: enterprise, through: ['bindEnterprise'], meaning: '提交授权' },
    { from: null, to: ACTIVE, by: enterprise, through: ['bindEnterprise'], meaning: '法定代表人认证' },
    { from: null, to: ACTIVE, by: enterprise, through: ['acceptStaffInvitation'], meaning: '接受邀请' },
    { from: PENDING, to: ACTIVE, by: enterprise, through: ['acceptStaffInvitation'], meaning: '接受邀请' },
    { from: PENDING, to: ACTIVE, by: platform, through: ['confirmBinding'], meaning: '确认' },
    { from: PENDING, to: REJECTED, by: platform, through: ['rejectBinding'], meaning: '不予通过' },
    { from: PENDING, to: REVOKED, through: ['revokeBinding'], ...revoking },
    { from: ACTIVE, to: REVOKED, through: ['revokeBinding', 'removeStaff'], ...revoking },
  ],
});
