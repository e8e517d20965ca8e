import { z } from 'zod';
import { Role } from '../access/role.js';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { BindingKind, BindingStatus } from './enterprise-binding.js';

const bound = z.strictObject({
  kind: shape.oneOf(BindingKind, '认证方式: how it is proved'),
  status: shape.oneOf(BindingStatus, '状态: after the step'),
});

export const bindingEvents = defineEvents({
  BINDING_REQUESTED: bound,
  BINDING_CONFIRMED: bound,
  BINDING_REJECTED: bound,
  BINDING_REVOKED: bound,
  AUTHORISATION_READ: z.strictObject({ by: shape.oneOf(Role, '身份: role of the reader') }),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof bindingEvents> {}
}
