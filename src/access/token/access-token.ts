import { randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { revocationKey } from './revocation.js';
import { Role } from '../role.js';
import type { Viewer } from '../viewer.js';

const algorithm = 'HS256';
export const ownIssuer = 'mianshen';
export const apiAudience = 'mianshen-api';

/** The key that signs the gateway's own tokens, from the configured secret. */
export function tokenKey(secret: string): Uint8Array {
  return new TextEncoder().encode(`access-token:${secret}`);
}

export type TokenHolder = Pick<Viewer, 'accountId' | 'role' | 'subjectId'>;

/** A token for one account in one role; ends after `lifetime`, for example "12h". */
export function signAccessToken(holder: TokenHolder, key: Uint8Array, lifetime: string): Promise<string> {
  return (
    new SignJWT({ role: holder.role, subject: holder.subjectId })
      .setProtectedHeader({ alg: algorithm })
      .setIssuer(ownIssuer)
      .setAudience(apiAudience)
      .setSubject(holder.accountId ?? '')
      .setJti(randomUUID())
      // With its fraction: a token of the second in which another was revoked is not taken for that one.
      .setIssuedAt(Date.now() / 1000)
      .setExpirationTime(lifetime)
      .sign(key)
  );
}

/** Why a token was not accepted, as far as its bearer may know. */
export class TokenRefused extends Error {}

/** Whether a token holds cannot be known now: to refuse it would send a bearer whose token is valid to the sign-in. */
export class TokenUndecided extends Error {
  /** In how many seconds it may be known. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super(`The identity provider of this token cannot be asked for its keys; try again in ${retryAfter} seconds`);
    this.retryAfter = retryAfter;
  }
}

/** The holder of this token; throws TokenRefused unless we signed it, for this API, and it has not ended. */
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

/** What every token of this account in this role depends on. */
export function holderKeys(accountId: string, role: Role, subjectId: string | null): string[] {
  return [revocationKey.account(accountId), revocationKey.role(accountId, role, subjectId)];
}

/** That a token ended may be said; what else is wrong with one helps nobody but a forger. */
export function refuseToken(error: unknown): never {
  if (error instanceof errors.JWTExpired) throw new TokenRefused('The access token has expired');
  if (error instanceof errors.JOSEError) throw new TokenRefused('The access token is not valid');
  throw error;
}

export function isRole(value: unknown): value is Role {
  return Object.values(Role).includes(value as Role) && value !== Role.PUBLIC;
}
