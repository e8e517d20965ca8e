import { recordEvent } from '../../event/record-event.js';
import type { Context } from '../../access/context.js';
import { revocationKey } from '../../access/token/revocation.js';
import { revoke } from '../../access/token/revocations.js';

/** Ends the token of this request. Returns false if it was issued by somebody else. */
export async function signOut(context: Context): Promise<boolean> {
  const { accountId, credential } = context.viewer;
  const sessionId = credential?.sessionId;
  if (!accountId || !sessionId) return false;
  await context.system.write(async (em) => {
    await revoke(em, [revocationKey.session(sessionId)]);
    await recordEvent(em, context, { type: 'SIGNED_OUT', subject: { type: 'Account', id: accountId } });
  });
  await context.revocations.refresh();
  return true;
}
