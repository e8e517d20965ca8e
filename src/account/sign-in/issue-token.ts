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

/** Issues a token for a role of an account, and records the sign-in as an event. */
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

/** Returns the context of the same request with its authenticated viewer. */
export function asHolder(context: Context, { accountId, role, subjectId }: RoleGrant): Context {
  return { ...context, viewer: { accountId, role, subjectId, expiresAt: null } };
}
