import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import { type Configuration, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { RoleGrant } from '../../account/account.js';
import type { Context } from '../../access/context.js';
import { holderKeys } from '../../access/token/access-token.js';
import { oauthAdapter } from './oauth-adapter.js';
import { oauthConfiguration } from './oauth-configuration.js';
import { recordClientUse } from './record-client-use.js';

export interface OauthSettings {
  /** URL of the server, including `/oauth`. */
  issuer: string;
  secret: Uint8Array;
  /** Returns a context of the gateway itself. */
  context: () => Context;
  log: FastifyBaseLogger;
}

/** Returns the digest of a client secret, as it is stored. */
export function secretDigest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/**
 * Creates the OAuth 2.1 server: client credentials for machines, authorization code with PKCE for front-ends. It
 * identifies a user by the role grant that they chose, so that revoking the role revokes every token for it.
 */
export function openOauthProvider({ issuer, secret, context, log }: OauthSettings): Provider {
  const provider = new Provider(issuer, { ...oauthConfiguration(issuer, secret), ...accounts(context) });
  // The routes set the requested host from the configuration: see `setAddress`.
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
      // A new password ends earlier sessions and refresh tokens, as it ends access tokens.
      const since = token?.iat ?? ctx.oidc.session?.loginTs ?? Date.now() / 1_000;
      const keys = holderKeys(grant.accountId, grant.role, grant.subjectId);
      if (revocations.has({ keys, issuedAt: new Date(since * 1_000) })) return undefined;
      return { accountId: sub, claims: () => ({ sub }) };
    },
  };
}

/** Compares a client secret with the stored digest. */
function compareClientSecret(this: { clientSecret?: string }, shown: string): boolean {
  const expected = Buffer.from(this.clientSecret ?? '');
  const given = Buffer.from(secretDigest(shown));
  return expected.length === given.length && timingSafeEqual(expected, given);
}
