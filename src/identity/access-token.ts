import { errors, jwtVerify, SignJWT } from 'jose';
import { Role } from './role.js';
import type { Viewer } from './viewer.js';

const algorithm = 'HS256';
const issuer = 'mianshen';
const audience = 'mianshen-api';

/** The key that signs the gateway's own tokens, from the configured secret. */
export function tokenKey(secret: string): Uint8Array {
  return new TextEncoder().encode(`access-token:${secret}`);
}

/** A token for one account in one role; ends after `lifetime`, for example "12h". */
export function signAccessToken(viewer: Omit<Viewer, 'expiresAt'>, key: Uint8Array, lifetime: string): Promise<string> {
  return new SignJWT({ role: viewer.role, subject: viewer.subjectId })
    .setProtectedHeader({ alg: algorithm })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(viewer.accountId ?? '')
    .setIssuedAt()
    .setExpirationTime(lifetime)
    .sign(key);
}

/** Why a token was not accepted, as far as its bearer may know. */
export class TokenRefused extends Error {}

/** Who bears this token; throws TokenRefused unless we signed it, for this API, and it has not ended. */
export async function verifyAccessToken(token: string, key: Uint8Array): Promise<Viewer> {
  const { payload } = await jwtVerify(token, key, { issuer, audience, algorithms: [algorithm] }).catch((error) => {
    const ended = error instanceof errors.JWTExpired;
    throw new TokenRefused(ended ? 'The access token has expired' : 'The access token is not valid');
  });
  const { role, subject, sub, exp } = payload;
  if (!isRole(role) || !sub || !exp) throw new TokenRefused('The access token is not valid');
  return {
    accountId: sub,
    role,
    subjectId: typeof subject === 'string' ? subject : null,
    expiresAt: new Date(exp * 1000),
  };
}

function isRole(value: unknown): value is Role {
  return Object.values(Role).includes(value as Role) && value !== Role.PUBLIC;
}
