import { createPrivateKey } from 'node:crypto';
import {
  type Client,
  type Configuration,
  errors,
  interactionPolicy,
  type JWK,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { Scope } from '../../access/scope.js';
import { apiAudience } from '../../access/token/access-token.js';
import { derive } from '../../kernel/vault.js';
import { checkAssertion } from './check-assertion.js';

/** Lifetimes in seconds. */
const accessTokenLifetime = 30 * 60;
const refreshTokenLifetime = 14 * 24 * 3_600;

/** Returns the configuration of the OAuth server, without its storage and accounts. */
export function oauthConfiguration(issuer: string, secret: Uint8Array): Configuration {
  return {
    cookies: { keys: [derive(secret, 'oauth cookies').toString('base64url')] },
    jwks: { keys: [signingKey(secret)] },
    routes: { authorization: '/authorize', token: '/token', revocation: '/revoke', jwks: '/jwks', userinfo: '/me' },
    ...clients(),
    ...grants(),
    scopes: ['openid', ...Object.values(Scope)],
    ttl: lifetimes(),
    interactions: interactionsOf(issuer),
    features: featuresOf(issuer),
    renderError: (ctx, out) => {
      ctx.type = 'json';
      ctx.body = { error: out.error, error_description: out.error_description };
    },
  };
}

/** How clients authenticate, and from which origins they may call. */
function clients(): Configuration {
  return {
    clientAuthMethods: ['client_secret_basic', 'private_key_jwt', 'none'],
    clientDefaults: { id_token_signed_response_alg: 'Ed25519' },
    enabledJWA: {
      idTokenSigningAlgValues: ['Ed25519'],
      // No HMAC with shared secrets, and never `none`: a secret is only sent to the token endpoint; signatures use a
      // key.
      clientAuthSigningAlgValues: ['RS256', 'PS256', 'ES256', 'Ed25519', 'EdDSA'],
    },
    assertJwtClientAuthClaimsAndHeader: checkAssertion,
    // Tokens are sent in bodies and headers, never in cookies, so any origin may request its own.
    clientBasedCORS: () => true,
  };
}

/** How a front-end obtains and refreshes tokens. */
function grants(): Configuration {
  return {
    responseTypes: ['code'],
    pkce: { required: () => true },
    rotateRefreshToken: () => true,
    issueRefreshToken: async (_, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: async () => false,
  };
}

function lifetimes(): Configuration['ttl'] {
  return {
    AccessToken: accessTokenLifetime,
    ClientCredentials: accessTokenLifetime,
    AuthorizationCode: 60,
    IdToken: accessTokenLifetime,
    Interaction: 600,
    Session: 3_600,
    Grant: refreshTokenLifetime,
    RefreshToken: refreshTokenLifetime,
  };
}

/** Requires a new sign-in if the role was revoked or the password was changed. */
function interactionsOf(issuer: string): Configuration['interactions'] {
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
  return { policy, url: (_, interaction) => `${new URL(issuer).pathname}/interaction/${interaction.uid}` };
}

function featuresOf(issuer: string): NonNullable<Configuration['features']> {
  return {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    revocation: { enabled: true },
    rpInitiatedLogout: { enabled: false },
    resourceIndicators: resourcesOf(issuer),
  };
}

/** Makes this API the only resource for which tokens are issued. */
function resourcesOf(issuer: string): NonNullable<Configuration['features']>['resourceIndicators'] {
  const own = apiResource(issuer);
  return {
    enabled: true,
    defaultResource: () => own,
    useGrantedResource: () => true,
    getResourceServerInfo: (ctx, resource, client) => {
      if (resource !== own) throw new errors.InvalidTarget(`The only resource is ${own}`);
      askAllScopes(ctx, client);
      return {
        scope: Object.values(Scope).join(' '),
        audience: apiAudience,
        accessTokenFormat: 'opaque',
        accessTokenTTL: accessTokenLifetime,
      };
    },
  };
}

export function apiResource(issuer: string): string {
  return `${new URL(issuer).origin}/graphql`;
}

/** Requests all scopes of a machine's credential if it names none (RFC 6749 §3.3). Called before scopes are read. */
function askAllScopes({ oidc }: KoaContextWithOIDC, { scope }: Client): void {
  if (oidc.params?.['grant_type'] === 'client_credentials') oidc.params['scope'] ??= scope;
}

/** Derives the signing key from the secret, so that all gateways use the same key and a restart does not change it. */
function signingKey(secret: Uint8Array): JWK {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  const key = createPrivateKey({
    key: Buffer.concat([prefix, derive(secret, 'oauth signature')]),
    format: 'der',
    type: 'pkcs8',
  });
  return { ...key.export({ format: 'jwk' }), use: 'sig', alg: 'Ed25519' } as JWK;
}
