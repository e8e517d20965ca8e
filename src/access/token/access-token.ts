import { randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { revocationKey } from './revocation.js';
import { Role } from '../role.js';
import type { Viewer } from '../viewer.js';

const algorithm = 'HS256';
export const ownIssuer = 'mianshen';
export const apiAudience = 'mianshen-api';

/** Returns the key that signs the gateway's own tokens, derived from the configured secret. */
export function tokenKey(secret: string): Uint8Array {
  return new TextEncoder().encode(`access-token:${secret}`);
}

export type TokenHolder = Pick<Viewer, 'accountId' | 'role' | 'subjectId'>;

/** Signs a token for one account in one role, with a lifetime such as "12h". */
export function signAccessToken(holder: TokenHolder, key: Uint8Array, lifetime: string): Promise<string> {
  return (
    new SignJWT({ role: holder.role, subject: holder.subjectId })
      .setProtectedHeader({ alg: algorithm })
      .setIssuer(ownIssuer)
      .setAudience(apiAudience)
      .setSubject(holder.accountId ?? '')
      .setJti(randomUUID())
      // With milliseconds, so that a token issued in the same second as a revocation is not treated as revoked.
      .setIssuedAt(Date.now() / 1000)
      .setExpirationTime(lifetime)
      .sign(key)
  );
}

/** The token was not accepted; the message has what its bearer may know. */
export class TokenRefused extends Error {}

/** It cannot be decided now whether a token is valid. Refusing it would sign out a bearer whose token may be valid. */
export class TokenUndecided extends Error {
  /** Seconds until the client may retry. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super(`The identity provider of this token cannot be asked for its keys; try again in ${retryAfter} seconds`);
    this.retryAfter = retryAfter;
  }
}

/** Returns the holder of a token. Throws TokenRefused unless we signed it for this API and it has not expired. */
export async function verifyAccessToken(token: string, key: Uint8Array): Promise<Viewer> {
  const { payload } = await jwtVerify(token, key, {
    issuer: ownIssuer,
    audience: apiAudience,
    algorithms: [algorithm],
  }).catch(refuseToken);
  const { role, subject, sub, exp, iat, jti } = payload;
  if (!isRole(role) || !sub || !exp || !iat) throw new TokenRefused('The access token is not valid');
  const subjectId = typeof subject === 'string' ? subject : null;
  return {
    accountId: sub,
    role,
    subjectId,
    expiresAt: new Date(exp * 1000),
    credential: {
      keys: [...holderKeys(sub, role, subjectId), ...(jti ? [revocationKey.session(jti)] : [])],
      issuedAt: new Date(iat * 1000),
      sessionId: jti,
    },
  };
}

/** Returns the revocation keys of every token of this account in this role. */
export function holderKeys(accountId: string, role: Role, subjectId: string | null): string[] {
  return [revocationKey.account(accountId), revocationKey.role(accountId, role, subjectId)];
}

/** Throws TokenRefused. Only an expiry is named: details of any other fault would only help a forger. */
export function refuseToken(error: unknown): never {
  if (error instanceof errors.JWTExpired) throw new TokenRefused('The access token has expired');
  if (error instanceof errors.JOSEError) throw new TokenRefused('The access token is not valid');
  throw error;
}

export function isRole(value: unknown): value is Role {
  return Object.values(Role).includes(value as Role) && value !== Role.PUBLIC;
}
