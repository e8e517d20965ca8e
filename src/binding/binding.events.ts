import { z } from 'zod';
import { Role } from '../access/role.js';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { BindingKind, BindingStatus } from './enterprise-binding.js';

const bound = z.strictObject({
  kind: shape.oneOf(BindingKind, '认证方式: how it is proved'),
  status: shape.oneOf(BindingStatus, '状态: after the step'),
});

export const bindingEvents = defineEvents({
  BINDING_REQUESTED: bound.describe('企业认证已申请: somebody asked to act for an enterprise.'),
  BINDING_CONFIRMED: bound.describe('企业认证已通过: somebody may act for an enterprise.'),
  BINDING_REJECTED: bound.describe('企业认证不予通过: somebody may not act for an enterprise.'),
  BINDING_REVOKED: bound.describe('企业认证已撤销: somebody may no longer act for an enterprise.'),
  AUTHORISATION_READ: z
    .strictObject({ by: shape.oneOf(Role, '身份: role of the reader') })
    .describe('授权书已查看: a signed authorisation was read.'),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof bindingEvents> {}
}
