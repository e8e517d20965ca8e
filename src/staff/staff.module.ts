import { Role } from '../access/role.js';
import { defineModule } from '../module.js';
import { staffEvents } from './staff.events.js';
import { staffInvitations } from './end-with-grant.js';
import { invitedPhonePlace, StaffInvitation } from './staff.js';
import { invitationStates } from './staff.states.js';
import { StaffResolver } from './staff.resolver.js';
import { staffInvitationById, staffMemberById } from './staff.loader.js';

const readers = [Role.INSURER, Role.ENTERPRISE, Role.PLATFORM, Role.AUDITOR];

export const staffModule = defineModule({
  name: 'staff',
  entities: [StaffInvitation],
  resolvers: [StaffResolver],
  events: staffEvents,
  longLived: [staffInvitations],
  states: [invitationStates],
  nodes: {
    StaffMember: { roles: readers, load: staffMemberById },
    StaffInvitation: { roles: readers, load: staffInvitationById },
  },
  sealedColumns: [{ table: 'staff_invitation', column: 'sealed_phone', place: invitedPhonePlace }],
});
