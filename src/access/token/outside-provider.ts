import { createHash } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import { jwtVerify } from 'jose';
import { holderKeys, refuseToken, TokenRefused } from './access-token.js';
import { type Grant, GrantKind } from '../grant.js';
import { ProviderKeys } from './provider-keys.js';
import { revocationKey } from './revocation.js';
import type { Role } from '../role.js';
import type { Viewer } from '../viewer.js';

/** An external identity provider whose tokens are accepted, for example government single sign-on. */
export interface OutsideProvider {
  issuer: string;
  audience: string;
  jwksUri: string;
  /** The claim that contains the roles, or a path of claims such as `realm_access.roles`. */
  roleClaim: string;
  /** Maps the provider's values to our roles. If a token has several, the first one in this order counts. */
  roles: Record<string, OutsideRole>;
}

export interface OutsideRole {
  role: Role;
  /** Code of the region of a CITY. */
  region?: string;
}

/** Returns the id of a region by its code; undefined if there is none. */
export type FindRegion = (code: string) => Promise<string | undefined>;

export type TokenVerifier = (token: string) => Promise<Viewer>;

/** Only asymmetric signatures: a person who can read a JWKS must not be able to sign. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** Returns the verifier for tokens of an external provider. */
export function outsideVerifier(
  provider: OutsideProvider,
  findRegion: FindRegion,
  log?: FastifyBaseLogger,
): TokenVerifier {
  const keys = new ProviderKeys(provider.jwksUri, log);
  return async (token) => {
    const { issuer, audience } = provider;
    const { payload } = await jwtVerify(token, keys.find, { issuer, audience, algorithms })
      .catch(refuseToken)
      .catch(keys.refuseUnusable);
    const { sub, exp, iat } = payload;
    const given = roleOf(payload, provider);
    if (!sub || !exp || !iat) throw new TokenRefused('The access token is not valid');
    const subjectId = given?.region === undefined ? null : await findRegion(given.region);
    if (!given || subjectId === undefined) {
      throw new TokenRefused('The access token gives none of the roles of this API');
    }
    const { role } = given;
    const accountId = accountOf(issuer, sub);
    return {
      accountId,
      role,
      subjectId,
      expiresAt: new Date(exp * 1000),
      credential: {
        keys: holderKeys(accountId, role, subjectId),
        issuedAt: new Date(iat * 1000),
        grant: grantOfProvider({ accountId, role, subjectId }, iat),
      },
    };
  };
}

/**
 * Seconds after the last token until everything that depends on it ends, because only the provider knows when a person
 * leaves.
 */
const wordHolds = 30 * 24 * 3_600;

interface Holder {
  accountId: string;
  role: Role;
  subjectId: string | null;
}

function grantOfProvider({ accountId, role, subjectId }: Holder, issuedAt: number): Grant {
  const endsAt = new Date((issuedAt + wordHolds) * 1_000);
  return { kind: GrantKind.ROLE, keys: [revocationKey.role(accountId, role, subjectId)], endsAt };
}

function roleOf(payload: object, { roleClaim, roles }: OutsideProvider): OutsideRole | undefined {
  const found = roleClaim
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown>)?.[name], payload);
  const values = new Set([found].flat());
  return Object.entries(roles).find(([value]) => values.has(value))?.[1];
}

/**
 * Returns the same account for the same person of the same provider, because four eyes distinguish people by account.
 */
function accountOf(issuer: string, sub: string): string {
  const digest = createHash('sha256').update(`${issuer}\n${sub}`).digest('hex');
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}
