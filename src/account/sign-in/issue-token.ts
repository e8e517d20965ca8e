import type { EntityManager } from '@mikro-orm/postgresql';
import { recordEvent } from '../../event/record-event.js';
import { signAccessToken } from '../../access/token/access-token.js';
import type { RoleGrant } from '../account.js';
import type { Context } from '../../access/context.js';

const hours = 8;

export interface IssuedToken {
  token: string;
  tokenExpiresAt: Date;
}

/** A token for a role that an account holds; that somebody came in is an event. */
export async function issueToken(em: EntityManager, context: Context, grant: RoleGrant): Promise<IssuedToken> {
  const { accountId, role, subjectId } = grant;
  await recordEvent(em, asHolder(context, grant), {
    type: 'SIGNED_IN',
    subject: { type: 'Account', id: accountId },
    data: { role },
  });
  const token = await signAccessToken({ accountId, role, subjectId }, context.tokenKey, `${hours}h`);
  return { token, tokenExpiresAt: new Date(Date.now() + hours * 3_600_000) };
}

/** The same request, now that it is known whose it is. */
export function asHolder(context: Context, { accountId, role, subjectId }: RoleGrant): Context {
  return { ...context, viewer: { accountId, role, subjectId, expiresAt: null } };
}
