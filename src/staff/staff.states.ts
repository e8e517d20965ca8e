import { Role } from '../access/role.js';
import { defineChangeable } from '../transition/stateful.js';
import { InvitationStatus, StaffInvitation } from './staff.js';
import { refuseStaff } from './staff.refusals.js';

const { OPEN, ACCEPTED, WITHDRAWN } = InvitationStatus;
const sides = [Role.INSURER, Role.ENTERPRISE];

export const invitationStates = defineChangeable<StaffInvitation>({
  type: 'StaffInvitation',
  title: '人员邀请',
  table: 'staff_invitation',
  statuses: Object.values(InvitationStatus),
  entity: StaffInvitation,
  field: 'invitationId',
  notFound: (path) => refuseStaff('INVITATION_NOT_FOUND', path),
  // An invitation that is no longer open is treated as not found.
  unfit: (_, path) => refuseStaff('INVITATION_NOT_FOUND', path),
  scope: ({ role, subjectId }) => (role === Role.INSURER ? { institutionId: subjectId } : { enterpriseId: subjectId }),
  moves: [
    { from: null, to: OPEN, by: sides, through: ['inviteStaff'], meaning: '邀请' },
    { from: OPEN, to: ACCEPTED, by: sides, through: ['acceptStaffInvitation'], meaning: '接受' },
    { from: OPEN, to: WITHDRAWN, by: sides, through: ['withdrawStaffInvitation', 'inviteStaff'], meaning: '撤回' },
  ],
});
