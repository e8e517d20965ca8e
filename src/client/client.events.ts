import { z } from 'zod';
import { Role } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { CredentialMethod } from './machine-credential.js';

const used = z.strictObject({ grantType: shape.text('OAuth grant type of the request') });

export const clientEvents = defineEvents({
  TOKEN_ISSUED: used,
  TOKEN_REUSED: used,
  CREDENTIAL_ISSUED: z.strictObject({
    method: shape.oneOf(CredentialMethod, '认证方式: how it is proved'),
    scopes: z.array(z.enum(Scope)).describe('权限范围: what the credential may do'),
    until: shape.day('last day of the credential'),
  }),
  CREDENTIAL_REVOKED: z.strictObject({}),
  FRONT_END_REGISTERED: z.strictObject({ redirectUris: z.array(z.string()).describe('allowed redirect addresses') }),
  FRONT_END_REVOKED: z.strictObject({}),
  CONSENT_GIVEN: z.strictObject({
    role: shape.oneOf(Role, '身份: the role that the front-end may use'),
    clientId: shape.text('第三方应用: the front-end'),
  }),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof clientEvents> {}
}
