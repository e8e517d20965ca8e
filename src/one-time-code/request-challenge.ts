import { randomUUID } from 'node:crypto';
import type { Challenge } from 'altcha-lib';
import type { Context } from '../access/context.js';
import { longest, type RateLimit, secondsToWait } from '../access/limits/rate-limit.js';
import { Refused } from '../kernel/errors/refusal.js';
import { challengesSince, lockTarget } from './codes.sql.js';
import { challengePurpose, OneTimeCode } from './one-time-code.js';
import { refuseCode } from './one-time-code.refusals.js';
import { addressDigest } from './phone.js';
import { drawChallenge } from './proof-of-work.js';

const lifetime = 10 * 60_000;
const perAddress: RateLimit[] = [{ count: 100, seconds: 3_600 }];

export interface DrawnChallenge {
  challenge: Challenge;
  expiresAt: Date;
}

/**
 * Returns a challenge for one SMS code. Its work is expensive for a script that repeats it, and not noticed by a person
 * (annex 2, one 1).
 */
export async function requestChallenge(context: Context): Promise<DrawnChallenge> {
  const { system, vault, clock, proofTries } = context;
  const id = randomUUID();
  const expiresAt = new Date(clock.now().getTime() + lifetime);
  const from = addressDigest(vault, context.address);
  await system.write(async (em) => {
    await lockTarget(em, from);
    const since = new Date(clock.now().getTime() - longest(perAddress));
    const retryAfter = secondsToWait(await challengesSince(em, from, since), perAddress, clock.now());
    if (retryAfter > 0) throw new Refused(refuseCode('TOO_MANY_CODES', null, { retryAfter }));
    em.create(OneTimeCode, {
      id,
      purpose: challengePurpose,
      targetDigest: null,
      addressDigest: from,
      // The solution is signed into the challenge; the row only records its use.
      codeDigest: '',
      tries: 0,
      createdAt: clock.now(),
      expiresAt,
      usedAt: null,
    });
  });
  return { challenge: await drawChallenge(vault, id, proofTries), expiresAt };
}
