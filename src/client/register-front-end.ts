import { Refused } from '../kernel/errors/refusal.js';
import { refuse } from '../kernel/errors/refusals.js';
import type { EntityManager } from '@mikro-orm/postgresql';
import { onceFor } from '../database/idempotency.js';
import { findLocked } from '../database/find-locked.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { FrontEnd } from './front-end.js';
import { revocationKey } from '../access/token/revocation.js';
import { revoke } from '../access/token/revocations.js';
import type { Scope } from '../access/scope.js';
import { newId } from '../kernel/values/new-id.js';
import { refuseClient } from './client.refusals.js';

export interface RegisterFrontEnd {
  name: string;
  redirectUris: string[];
  scopes: Scope[];
  idempotencyKey: string;
}

/** Registers a front-end of another team, with the exact URLs to which users may be redirected. */
export async function registerFrontEnd(context: Context, input: RegisterFrontEnd): Promise<FrontEnd> {
  const name = input.name.trim();
  if (name === '') throw new Refused(refuse('NAME_MISSING', ['name']));
  const unfit = input.redirectUris.findIndex((uri) => !isRedirectUri(uri));
  if (unfit >= 0 || input.redirectUris.length === 0) {
    const path = ['redirectUris', String(Math.max(unfit, 0))];
    throw new Refused(refuseClient('REDIRECT_URI_UNFIT', path, { found: input.redirectUris[unfit] ?? '' }));
  }
  const accountId = context.viewer.accountId as string;
  const now = context.clock.now();
  const request = { accountId, operation: 'registerFrontEnd', key: input.idempotencyKey, input, now };
  return context.db.write(async (em) => {
    const id = await onceFor(em, request, () => register(em, context, { ...input, name }));
    return em.findOneOrFail(FrontEnd, { id });
  });
}

async function register(em: EntityManager, context: Context, input: RegisterFrontEnd): Promise<string> {
  const frontEnd = em.create(FrontEnd, {
    id: newId(),
    name: input.name,
    redirectUris: input.redirectUris,
    scopes: [...new Set(input.scopes)],
    registeredAt: context.clock.now(),
    revokedAt: null,
  });
  await em.flush();
  await recordEvent(em, context, {
    type: 'FRONT_END_REGISTERED',
    subject: { type: 'FrontEnd', id: frontEnd.id },
    data: { redirectUris: input.redirectUris },
  });
  return frontEnd.id;
}

/** Revokes a front-end with its consents and tokens, and closes its sockets. */
export async function revokeFrontEnd(context: Context, id: string | undefined): Promise<FrontEnd> {
  const frontEnd = await context.db.write(async (em) => {
    const found = id ? await findLocked(em, FrontEnd, { id, revokedAt: null }) : null;
    if (!found) throw new Refused(refuseClient('FRONT_END_NOT_FOUND', ['frontEndId']));
    found.revokedAt = context.clock.now();
    await em.flush();
    await recordEvent(em, context, { type: 'FRONT_END_REVOKED', subject: { type: 'FrontEnd', id: found.id } });
    return found;
  });
  await context.system.write((em) => revoke(em, [revocationKey.client(frontEnd.clientId)]));
  await context.revocations.refresh();
  return frontEnd;
}

function isRedirectUri(text: string): boolean {
  if (!URL.canParse(text) || text.includes('#')) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username || password) return false;
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]'].includes(hostname));
}
