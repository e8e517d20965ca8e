import { Role } from '../access/role.js';
import { inStatus, preparedIn, waitingRows } from '../worklist/waiting-work.js';
import { workKind } from '../worklist/worklist-kind.js';
import { BindingStatus } from './enterprise-binding.js';

export const bindingWork = [
  waitingRows({
    kind: workKind('BINDING_CONFIRMATION', '授权书待确认: PLATFORM confirms an agent (`confirmBinding`).'),
    roles: [Role.PLATFORM],
    list: 'enterpriseBindings',
    type: 'EnterpriseBinding',
    table: 'enterprise_binding',
    ...inStatus(BindingStatus.PENDING),
    preparedBy: preparedIn('account_id'),
    since: 'requested_at',
  }),
];
