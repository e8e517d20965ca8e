import { randomInt, randomUUID } from 'node:crypto';
import { Refused } from '../kernel/refusal.js';
import { codeDigest } from './check-code.js';
import { drawnSince, lockTarget } from './codes.sql.js';
import type { Context } from '../access/context.js';
import { OneTimeCode, picturePurpose } from './one-time-code.js';
import { addressDigest } from './phone.js';
import { drawPictureCode } from './picture-code.js';
import { longest, type RateLimit, secondsToWait } from '../access/rate-limit.js';
import { refuseCode } from './one-time-code.refusals.js';

const lifetime = 5 * 60_000;
/** Several pictures for each SMS code: some are hard to read. */
const perAddress: RateLimit[] = [{ count: 100, seconds: 3_600 }];

export interface DrawnPicture {
  key: string;
  svg: string;
  expiresAt: Date;
}

/** Draws a picture code (annex 2, one 1): whoever asks for an SMS code first reads one. */
export async function requestPictureCode(context: Context): Promise<DrawnPicture> {
  const { system, vault, clock } = context;
  const id = randomUUID();
  const code = String(randomInt(10_000)).padStart(4, '0');
  const expiresAt = new Date(clock.now().getTime() + lifetime);
  const from = addressDigest(vault, context.address);
  await system.write(async (em) => {
    await lockTarget(em, from);
    const since = new Date(clock.now().getTime() - longest(perAddress));
    const retryAfter = secondsToWait(await drawnSince(em, from, since), perAddress, clock.now());
    if (retryAfter > 0) throw new Refused(refuseCode('TOO_MANY_CODES', null, { retryAfter }));
    em.create(OneTimeCode, {
      id,
      purpose: picturePurpose,
      targetDigest: null,
      addressDigest: from,
      codeDigest: codeDigest(vault, id, code),
      tries: 0,
      createdAt: clock.now(),
      expiresAt,
      usedAt: null,
    });
  });
  context.printInDevelopment(`图形验证码 picture code: ${code}\n`);
  return { key: id, svg: drawPictureCode(code), expiresAt };
}
