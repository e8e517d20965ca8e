import type { StoredThing } from '../granted/long-lived.js';
import { findLocked } from '../database/find-locked.js';
import { recordStaffEvent } from './invite-staff.js';
import { invitationKind, InvitationStatus, StaffInvitation } from './staff.js';

/** A person who no longer acts for an institution or company cannot let others in, so their invitations end. */
export const staffInvitations: StoredThing = {
  kind: invitationKind,
  name: '人员邀请',
  end: async (em, context, id) => {
    const invitation = await findLocked(em, StaffInvitation, { id, status: InvitationStatus.OPEN });
    if (!invitation) return false;
    invitation.status = InvitationStatus.WITHDRAWN;
    invitation.version += 1;
    await em.flush();
    await recordStaffEvent(em, context, 'STAFF_INVITATION_WITHDRAWN', invitation);
    return invitation.expiresAt > context.clock.now();
  },
};
