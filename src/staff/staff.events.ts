import { z } from 'zod';
import { Role } from '../access/role.js';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

const member = z.strictObject({ role: shape.oneOf(Role, '身份: role that the person has or is offered') });

export const staffEvents = defineEvents({
  STAFF_INVITED: member,
  STAFF_INVITATION_WITHDRAWN: member,
  STAFF_JOINED: member,
  STAFF_HANDED_OVER: member,
  STAFF_REMOVED: member.extend({ reason: shape.text('移除理由: why the person was removed') }),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof staffEvents> {}
}
