import { z } from 'zod';
import { Role } from '../access/role.js';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

const member = z.strictObject({ role: shape.oneOf(Role, '身份: role that the person has or is offered') });

export const staffEvents = defineEvents({
  STAFF_INVITED: member.describe('人员已邀请: somebody was invited to act for an institution or company.'),
  STAFF_INVITATION_WITHDRAWN: member.describe('人员邀请已撤回: an invitation was withdrawn.'),
  STAFF_JOINED: member.describe('人员已加入: somebody accepted an invitation.'),
  STAFF_HANDED_OVER: member.describe('管理权限已移交: another person manages the people.'),
  STAFF_REMOVED: member
    .extend({ reason: shape.text('移除理由: why the person was removed') })
    .describe('人员已移除: somebody no longer acts for an institution or company.'),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof staffEvents> {}
}
