import { Role } from '../access/role.js';
import { inStatus, preparedIn, waitingRows } from '../worklist/waiting-work.js';
import { WorklistKind } from '../worklist/worklist-kind.js';
import { BindingStatus } from './enterprise-binding.js';

export const bindingWork = [
  waitingRows({
    kind: WorklistKind.BINDING_CONFIRMATION,
    roles: [Role.PLATFORM],
    list: 'enterpriseBindings',
    type: 'EnterpriseBinding',
    table: 'enterprise_binding',
    ...inStatus(BindingStatus.PENDING),
    preparedBy: preparedIn('account_id'),
    since: 'requested_at',
  }),
];
