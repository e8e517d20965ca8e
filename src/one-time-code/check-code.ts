import { timingSafeEqual } from 'node:crypto';
import type { Vault } from '../kernel/vault.js';
import { spendCode, tryCode } from './codes.sql.js';
import type { Context } from '../access/context.js';
import { type CodePurpose, picturePurpose } from './one-time-code.js';
import { phoneDigest } from './phone.js';

/** A picture is guessed once; a code that was sent may be mistyped. */
const pictureTries = 1;
const codeTries = 5;

export function codeDigest(vault: Vault, id: string, code: string): string {
  return vault.digest(`${id}:${code}`, 'one-time code');
}

/** Whether this is the code in the picture; each picture answers once. */
export async function isPictureCode(context: Context, pictureId: string, code: string): Promise<boolean> {
  return isCode(context, { id: pictureId }, picturePurpose, code, pictureTries);
}

/** Whether this code was last sent to this number for this purpose. It is spent by being right. */
export async function isSentCode(
  context: Context,
  phone: string,
  purpose: CodePurpose,
  code: string,
): Promise<boolean> {
  return isCode(context, { targetDigest: phoneDigest(context.vault, phone) }, purpose, code, codeTries);
}

/** In a transaction of its own: a try counts, whatever becomes of the request. */
async function isCode(
  { system, vault, clock }: Context,
  which: { id: string } | { targetDigest: string },
  purpose: string,
  code: string,
  mostTries: number,
): Promise<boolean> {
  return system.write(async (em) => {
    const trial = await tryCode(em, which, purpose, clock.now(), mostTries);
    if (!trial) return false;
    const given = Buffer.from(codeDigest(vault, trial.id, code.normalize('NFKC').trim()));
    const expected = Buffer.from(trial.codeDigest);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
    return spendCode(em, trial.id, clock.now());
  });
}
