import { z } from 'zod';
import { Role } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { defineEvents, shape, type ShapedData } from '../event/event-data.js';
import { CredentialMethod } from './machine-credential.js';

const used = z.strictObject({ grantType: shape.text('OAuth grant type of the request') });

export const clientEvents = defineEvents({
  TOKEN_ISSUED: used.describe('令牌已签发: a machine or a front-end was given a token.'),
  TOKEN_REUSED: used.describe('令牌被重用: a refresh token was used twice, and the consent withdrawn for it.'),
  CREDENTIAL_ISSUED: z
    .strictObject({
      method: shape.oneOf(CredentialMethod, '认证方式: how it is proved'),
      scopes: z.array(z.enum(Scope)).describe('权限范围: what the credential may do'),
      until: shape.day('last day of the credential'),
    })
    .describe('系统凭证已签发: a machine credential was issued.'),
  CREDENTIAL_REVOKED: z.strictObject({}).describe('系统凭证已撤销: a machine credential was revoked.'),
  FRONT_END_REGISTERED: z
    .strictObject({ redirectUris: z.array(z.string()).describe('allowed redirect addresses') })
    .describe('第三方应用已登记: a front-end was registered.'),
  FRONT_END_REVOKED: z.strictObject({}).describe('第三方应用已撤销: a front-end was revoked.'),
  CONSENT_GIVEN: z
    .strictObject({
      role: shape.oneOf(Role, '身份: the role that the front-end may use'),
      clientId: shape.text('第三方应用: the front-end'),
    })
    .describe('授权已同意: somebody let a front-end act for them.'),
});

declare module '../event/event-data.js' {
  interface EventData extends ShapedData<typeof clientEvents> {}
}
