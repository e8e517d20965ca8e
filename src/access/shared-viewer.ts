import type { Session } from '../database/session/session.js';
import type { Viewer } from './viewer.js';

/** Thrown when code reads the account of a shared viewer, because the answer then depends on the account. */
export class AccountAsked extends Error {}

/** Whether an error was caused by reading the account: in this program, or in row security (22P02). */
export function askedForAccount(error: unknown): boolean {
  if (error instanceof AccountAsked) return true;
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  return code === '22P02' && message?.includes(`"${noAccount}"`) === true;
}

/** Used in place of an account id. It is not a valid id, so any code that reads it as one fails. */
const noAccount = 'shared';

const refuse = (): never => {
  throw new AccountAsked('This answer depends on the account');
};

/**
 * Returns a viewer that represents all viewers with this role, subject and scopes. What depends on the account fails:
 * here, and in row security, where the account is not a valid id. So a successful answer is the same for all such
 * accounts.
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

/** Returns the database session of that viewer. */
export function sharedSession({ role, subjectId }: Viewer): Session {
  return { role, subjectId, accountId: noAccount };
}
