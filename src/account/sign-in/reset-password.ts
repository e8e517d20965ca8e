import { Refused } from '../../kernel/errors/refusal.js';
import { recordEvent } from '../../event/record-event.js';
import { AccountSecret } from '../account.js';
import { isSentCode } from '../../one-time-code/check-code.js';
import type { Context } from '../../access/context.js';
import { CodePurpose, SignInFailure } from '../../one-time-code/one-time-code.js';
import { digestPassword, requireFitPassword } from './password.js';
import { phoneDigest, requirePhone } from '../../one-time-code/phone.js';
import { revocationKey } from '../../access/token/revocation.js';
import { revoke } from '../../access/token/revocations.js';
import { refuseCode } from '../../one-time-code/one-time-code.refusals.js';

export interface ResetPassword {
  phone: string;
  code: string;
  password: string;
}

/** Sets a new password with a code, and signs out all sessions of the account. */
export async function resetPassword(context: Context, input: ResetPassword): Promise<void> {
  const phone = requirePhone(input.phone);
  requireFitPassword(input.password, phone);
  const { vault, system } = context;
  const right = await isSentCode(context, phone, CodePurpose.RESET_PASSWORD, input.code);
  // Stretching is expensive, so it is only done for the owner of the number, who may learn whether there is an account.
  const passwordDigest = right ? await digestPassword(input.password) : null;
  await system.write(async (em) => {
    const secret = await em.findOne(AccountSecret, { phoneDigest: phoneDigest(vault, phone) });
    if (!right || !secret) throw new Refused(refuseCode('CODE_INVALID', ['code']));
    secret.passwordDigest = passwordDigest;
    await em.nativeDelete(SignInFailure, { phoneDigest: secret.phoneDigest });
    await revoke(em, [revocationKey.account(secret.accountId)]);
    await recordEvent(em, context, {
      type: 'PASSWORD_RESET',
      subject: { type: 'Account', id: secret.accountId },
    });
  });
  await context.revocations.refresh();
}
