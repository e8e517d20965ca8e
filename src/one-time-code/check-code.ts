import { timingSafeEqual } from 'node:crypto';
import type { Vault } from '../kernel/vault.js';
import { spendCode, tryCode } from './codes.sql.js';
import type { Context } from '../access/context.js';
import { challengePurpose, type CodePurpose } from './one-time-code.js';
import { phoneDigest } from './phone.js';
import { solvedChallenge } from './proof-of-work.js';

/** How often a sent code may be mistyped; a proof of work is used up by its first attempt. */
const codeTries = 5;
const proofTries = 1;

export function codeDigest(vault: Vault, id: string, code: string): string {
  return vault.digest(`${id}:${code}`, 'one-time code');
}

/** Checks whether this proof solves a challenge that was not used yet; each challenge can be used once. */
export async function isProof({ system, vault, clock }: Context, proof: string): Promise<boolean> {
  const id = await solvedChallenge(vault, proof);
  if (!id) return false;
  return system.write(async (em) => {
    const trial = await tryCode(em, { id }, challengePurpose, clock.now(), proofTries);
    return trial !== undefined && spendCode(em, trial.id, clock.now());
  });
}

/** Checks whether this is the code last sent to this number for this purpose. A correct code is used up. */
export async function isSentCode(
  context: Context,
  phone: string,
  purpose: CodePurpose,
  code: string,
): Promise<boolean> {
  return isCode(context, { targetDigest: phoneDigest(context.vault, phone) }, purpose, code);
}

/** Uses a separate transaction, so that an attempt counts even where the request fails. */
async function isCode(
  { system, vault, clock }: Context,
  which: { targetDigest: string },
  purpose: string,
  code: string,
): Promise<boolean> {
  return system.write(async (em) => {
    const trial = await tryCode(em, which, purpose, clock.now(), codeTries);
    if (!trial) return false;
    const given = Buffer.from(codeDigest(vault, trial.id, code.normalize('NFKC').trim()));
    const expected = Buffer.from(trial.codeDigest);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
    return spendCode(em, trial.id, clock.now());
  });
}
