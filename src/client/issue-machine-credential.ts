import { randomBytes } from 'node:crypto';
import { importJWK, type JWK } from 'jose';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { dayOf } from '../kernel/values/dates.js';
import { newId } from '../kernel/values/new-id.js';
import { Refused } from '../kernel/errors/refusal.js';
import { refuse } from '../kernel/errors/refusals.js';
import { onceFor } from '../database/idempotency.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { CredentialMethod, MachineCredential } from './machine-credential.js';
import { secretDigest } from './oauth/oauth-provider.js';
import type { Scope } from '../access/scope.js';
import { refuseClient } from './client.refusals.js';

const longestDays = 400;
/** Maximum number of valid credentials: enough for a rotation without a gap and for a test system. */
const most = 10;

export interface IssueMachineCredential {
  name: string;
  method: CredentialMethod;
  jwks: { keys?: JWK[] } | null;
  scopes: Scope[];
  validDays: number;
  idempotencyKey: string;
}

/**
 * Issues a credential to the viewer's own institution. The secret is returned once and not stored, so a repeated
 * idempotency key returns the credential without it.
 */
export async function issueMachineCredential(
  context: Context,
  input: IssueMachineCredential,
): Promise<{ credential: MachineCredential; secret: string | null }> {
  const name = input.name.trim();
  if (name === '') throw new Refused(refuse('NAME_MISSING', ['name']));
  if (input.scopes.length === 0) throw new Refused(refuseClient('CREDENTIAL_SCOPES_MISSING', ['scopes']));
  const ownScopes = context.viewer.credential?.scopes;
  if (ownScopes && input.scopes.some((scope) => !ownScopes.includes(scope))) {
    throw new Refused(refuseClient('CREDENTIAL_SCOPES_EXCEED', ['scopes'], { allowed: ownScopes }));
  }
  if (input.validDays < 1 || input.validDays > longestDays) {
    throw new Refused(refuseClient('CREDENTIAL_EXPIRY_UNFIT', ['validDays'], { limit: longestDays }));
  }
  const bySecret = input.method === CredentialMethod.CLIENT_SECRET;
  if (bySecret ? input.jwks !== null : !(await arePublicKeys(input.jwks))) {
    throw new Refused(refuseClient('PUBLIC_KEYS_UNFIT', ['jwks']));
  }
  const secret = bySecret ? randomBytes(32).toString('base64url') : null;
  const accountId = context.viewer.accountId as string;
  const now = context.clock.now();
  const request = { accountId, operation: 'issueMachineCredential', key: input.idempotencyKey, input, now };
  return context.db.write(async (em) => {
    let issued = false;
    const id = await onceFor(em, request, () => {
      issued = true;
      return issue(em, context, { ...input, name }, secret);
    });
    return { credential: await em.findOneOrFail(MachineCredential, { id }), secret: issued ? secret : null };
  });
}

async function issue(
  em: EntityManager,
  context: Context,
  input: IssueMachineCredential,
  secret: string | null,
): Promise<string> {
  const { accountId, subjectId } = context.viewer as { accountId: string; subjectId: string };
  // Locks the credentials of an institution, so that concurrent calls count each other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`credentials/${subjectId}`}, 0))`.execute(em.getKysely());
  const now = new Date();
  const valid = await em.count(MachineCredential, {
    institutionId: subjectId,
    revokedAt: null,
    expiresAt: { $gt: now },
  });
  if (valid >= most) throw new Refused(refuseClient('TOO_MANY_CREDENTIALS', null, { limit: most }));
  const credential = em.create(MachineCredential, {
    id: newId(),
    institutionId: subjectId,
    name: input.name,
    method: input.method,
    secretDigest: secret && secretDigest(secret),
    jwks: input.jwks as Record<string, unknown> | null,
    scopes: [...new Set(input.scopes)],
    issuedBy: accountId,
    // By the real time, as for the tokens that it obtains.
    issuedAt: now,
    expiresAt: new Date(now.getTime() + input.validDays * 86_400_000),
    lastUsedAt: null,
    revokedAt: null,
  });
  await em.flush();
  await recordEvent(em, context, {
    type: 'CREDENTIAL_ISSUED',
    subject: { type: 'MachineCredential', id: credential.id },
    institutionId: subjectId,
    data: { method: input.method, scopes: input.scopes, until: dayOf(credential.expiresAt) },
  });
  return credential.id;
}

async function arePublicKeys(jwks: IssueMachineCredential['jwks']): Promise<boolean> {
  const keys = jwks?.keys;
  if (!Array.isArray(keys) || keys.length < 1 || keys.length > 4) return false;
  const verdicts = await Promise.all(keys.map(isPublicKey));
  return verdicts.every(Boolean);
}

async function isPublicKey(key: JWK): Promise<boolean> {
  if (!key || typeof key !== 'object' || 'd' in key || 'k' in key) return false;
  const algorithm = { RSA: 'RS256', EC: 'ES256', OKP: 'Ed25519' }[key.kty as string];
  const fits = key.kty === 'RSA' ? (key.n ?? '').length >= 342 : ['P-256', 'Ed25519'].includes(key.crv as string);
  if (!algorithm || !fits) return false;
  return importJWK(key, algorithm).then(
    () => true,
    () => false,
  );
}
