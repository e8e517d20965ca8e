import { z } from 'zod';
import { Role } from '../access/role.js';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

const role = shape.oneOf(Role, '身份: the role');

export const accountEvents = defineEvents({
  ACCOUNT_REGISTERED: z.strictObject({}).describe('账户已注册: a person registered an account.'),
  SIGNED_IN: z
    .strictObject({ role, clientId: shape.text('the front-end that it was done through').optional() })
    .describe('已登录: somebody signed in, or took another of their roles.'),
  SIGN_IN_REFUSED: z.strictObject({}).describe('登录被拒: a sign-in was refused.'),
  SIGNED_OUT: z.strictObject({}).describe('已退出: somebody signed out.'),
  PASSWORD_RESET: z.strictObject({}).describe('密码已重置: a new password was set.'),
  ROLE_GRANTED: z.strictObject({ role }).describe('角色已授予: an account was given a role.'),
  ROLE_REVOKED: z.strictObject({ role }).describe('角色已撤销: a role was taken away.'),
  ACCESS_REFUSED: z
    .strictObject({
      role: shape.oneOf(Role, '身份: role of the token'),
      fields: z.array(z.string()).describe('the fields, or the route, that were refused; at most 20'),
    })
    .describe('访问被拒: somebody with a token tried what their role may not do.'),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof accountEvents> {}
}
