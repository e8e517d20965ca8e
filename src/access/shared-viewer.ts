import type { Session } from '../database/session/session.js';
import type { Viewer } from './viewer.js';

/** Something asked which account it is for: the answer is that account's own. */
export class AccountAsked extends Error {}

/** Whether something failed for asking which account it is for: in this program, or in row security (22P02). */
export function askedForAccount(error: unknown): boolean {
  if (error instanceof AccountAsked) return true;
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  return code === '22P02' && message?.includes(`"${noAccount}"`) === true;
}

/** In the place of the id of an account: it is not one, so that whatever reads it as one fails. */
const noAccount = 'shared';

const refuse = (): never => {
  throw new AccountAsked('This answer depends on the account');
};

/**
 * Somebody in this role, for this subject and with these scopes, any such person. What depends on the account fails: here,
 * and in row security, where the account is no id. So an answer that succeeds is the same for every such account.
 */
export function sharedViewer({ role, subjectId, credential }: Viewer): Viewer {
  const viewer = { role, subjectId, ...(credential && { credential: sharedCredential(credential.scopes) }) };
  return withoutAccount(viewer, ['accountId', 'expiresAt']) as Viewer;
}

function sharedCredential(scopes: NonNullable<Viewer['credential']>['scopes']) {
  return withoutAccount({ ...(scopes && { scopes }) }, ['keys', 'issuedAt', 'grant', 'sessionId']);
}

function withoutAccount<Value extends object>(value: Value, names: string[]): Value {
  for (const name of names) Object.defineProperty(value, name, { get: refuse, enumerable: false });
  return value;
}

/** The database as that viewer sees it. */
export function sharedSession({ role, subjectId }: Viewer): Session {
  return { role, subjectId, accountId: noAccount };
}
