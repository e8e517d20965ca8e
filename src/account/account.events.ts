import { z } from 'zod';
import { Role } from '../access/role.js';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';

const role = shape.oneOf(Role, '身份: the role');

export const accountEvents = defineEvents({
  ACCOUNT_REGISTERED: z.strictObject({}),
  SIGNED_IN: z.strictObject({ role, clientId: shape.text('the front-end that it was done through').optional() }),
  SIGN_IN_REFUSED: z.strictObject({}),
  SIGNED_OUT: z.strictObject({}),
  PASSWORD_RESET: z.strictObject({}),
  ROLE_GRANTED: z.strictObject({ role }),
  ROLE_REVOKED: z.strictObject({ role }),
  ACCESS_REFUSED: z.strictObject({
    role: shape.oneOf(Role, '身份: role of the token'),
    fields: z.array(z.string()).describe('the fields, or the route, that were refused; at most 20'),
  }),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof accountEvents> {}
}
