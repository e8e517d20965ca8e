import { createHash, createPrivateKey, timingSafeEqual } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import {
  type Client,
  type Configuration,
  errors,
  interactionPolicy,
  type JWK,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider';
import { derive } from '../../kernel/vault.js';
import { RoleGrant } from '../../account/account.js';
import { apiAudience, holderKeys } from '../../access/token/access-token.js';
import type { Context } from '../../access/context.js';
import { Scope } from '../../access/scope.js';
import { checkAssertion } from './check-assertion.js';
import { oauthAdapter } from './oauth-adapter.js';
import { recordClientUse } from './record-client-use.js';

const accessTokenLifetime = 30 * 60;
const refreshTokenLifetime = 14 * 24 * 3_600;

export interface OauthSettings {
  /** Where the server answers, `/oauth` included. */
  issuer: string;
  secret: Uint8Array;
  /** A context of the gateway itself. */
  context: () => Context;
  log: FastifyBaseLogger;
}

/** Digest of a client secret, as it is stored. */
export function secretDigest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/**
 * The OAuth 2.1 server: client credentials for machines, authorization code with PKCE for front-ends. A user is known
 * to it by the role that they chose, so that taking the role away takes every token for it away.
 */
export function openOauthProvider({ issuer, secret, context, log }: OauthSettings): Provider {
  const provider = new Provider(issuer, { ...configuration(issuer, secret), ...accounts(context) });
  // Which address was asked for is what the routes say, from the configuration: see `setAddress`.
  provider.proxy = true;
  Object.assign(provider.Client.prototype, { compareClientSecret });
  const record = (ctx: KoaContextWithOIDC, error?: Error) =>
    recordClientUse(context(), ctx, error).catch((fault: unknown) =>
      log.error({ err: fault }, 'Recording a token failed'),
    );
  provider.on('grant.success', (ctx) => void record(ctx));
  provider.on('grant.error', (ctx, error) => void record(ctx, error));
  provider.on('server_error', (_, error) => log.error({ err: error }, 'The OAuth server failed'));
  return provider;
}

function accounts(context: () => Context): Configuration {
  return {
    adapter: oauthAdapter(context),
    findAccount: async (ctx, sub, token) => {
      const { system, revocations } = context();
      const grant = await system.write((em) => em.findOne(RoleGrant, { id: sub, revokedAt: null }));
      if (!grant) return undefined;
      // A new password ends the sessions and refresh tokens from before, as it ends access tokens.
      const since = token?.iat ?? ctx.oidc.session?.loginTs ?? Date.now() / 1_000;
      const keys = holderKeys(grant.accountId, grant.role, grant.subjectId);
      if (revocations.has({ keys, issuedAt: new Date(since * 1_000) })) return undefined;
      return { accountId: sub, claims: () => ({ sub }) };
    },
  };
}

function configuration(issuer: string, secret: Uint8Array): Configuration {
  const scopes = Object.values(Scope);
  return {
    cookies: { keys: [derive(secret, 'oauth cookies').toString('base64url')] },
    jwks: { keys: [signingKey(secret)] },
    scopes: ['openid', ...scopes],
    clientAuthMethods: ['client_secret_basic', 'private_key_jwt', 'none'],
    clientDefaults: { id_token_signed_response_alg: 'Ed25519' },
    enabledJWA: {
      idTokenSigningAlgValues: ['Ed25519'],
      // No shared secrets, and never `none`: a secret is shown to the token endpoint, a key signs.
      clientAuthSigningAlgValues: ['RS256', 'PS256', 'ES256', 'Ed25519', 'EdDSA'],
    },
    assertJwtClientAuthClaimsAndHeader: checkAssertion,
    responseTypes: ['code'],
    pkce: { required: () => true },
    rotateRefreshToken: () => true,
    issueRefreshToken: async (_, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: async () => false,
    // Tokens travel in bodies and headers, never in cookies, so that any page may ask for its own.
    clientBasedCORS: () => true,
    interactions: {
      policy: interactions(),
      url: (_, interaction) => `${new URL(issuer).pathname}/interaction/${interaction.uid}`,
    },
    routes: { authorization: '/authorize', token: '/token', revocation: '/revoke', jwks: '/jwks', userinfo: '/me' },
    ttl: {
      AccessToken: accessTokenLifetime,
      ClientCredentials: accessTokenLifetime,
      AuthorizationCode: 60,
      IdToken: accessTokenLifetime,
      Interaction: 600,
      Session: 3_600,
      Grant: refreshTokenLifetime,
      RefreshToken: refreshTokenLifetime,
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => apiResource(issuer),
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx, resource, client) => {
          if (resource !== apiResource(issuer))
            throw new errors.InvalidTarget(`The only resource is ${apiResource(issuer)}`);
          askAllScopes(ctx, client);
          return {
            scope: scopes.join(' '),
            audience: apiAudience,
            accessTokenFormat: 'opaque',
            accessTokenTTL: accessTokenLifetime,
          };
        },
      },
    },
    renderError: (ctx: KoaContextWithOIDC, out) => {
      ctx.type = 'json';
      ctx.body = { error: out.error, error_description: out.error_description };
    },
  };
}

/** A machine that names no scope asks for all that its credential has (RFC 6749 §3.3). Called before scopes are read. */
function askAllScopes({ oidc }: KoaContextWithOIDC, { scope }: Client): void {
  if (oidc.params?.['grant_type'] === 'client_credentials') oidc.params['scope'] ??= scope;
}

/** A session whose role was taken away, or whose password was changed, signs in again. */
function interactions() {
  const policy = interactionPolicy.base();
  policy
    .get('login')
    ?.checks.add(
      new interactionPolicy.Check('account_ended', 'The sign-in has ended', ({ oidc }: KoaContextWithOIDC) =>
        oidc.session?.accountId && !oidc.account
          ? interactionPolicy.Check.REQUEST_PROMPT
          : interactionPolicy.Check.NO_NEED_TO_PROMPT,
      ),
    );
  return policy;
}

export function apiResource(issuer: string): string {
  return `${new URL(issuer).origin}/graphql`;
}

/** The stored secret is a digest; what is shown is digested before the two are compared. */
function compareClientSecret(this: { clientSecret?: string }, shown: string): boolean {
  const expected = Buffer.from(this.clientSecret ?? '');
  const given = Buffer.from(secretDigest(shown));
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** Always the same key for a secret, so that gateways side by side sign alike and a restart changes nothing. */
function signingKey(secret: Uint8Array): JWK {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  const key = createPrivateKey({
    key: Buffer.concat([prefix, derive(secret, 'oauth signature')]),
    format: 'der',
    type: 'pkcs8',
  });
  return { ...key.export({ format: 'jwk' }), use: 'sig', alg: 'Ed25519' } as JWK;
}
