import { randomInt, randomUUID } from 'node:crypto';
import { codeDigest } from './check-code.js';
import type { Context } from './context.js';
import { OneTimeCode, picturePurpose } from './one-time-code.js';
import { addressDigest } from './phone.js';
import { drawPictureCode } from './picture-code.js';

const lifetime = 5 * 60_000;

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
  await system.write(async (em) => {
    em.create(OneTimeCode, {
      id,
      purpose: picturePurpose,
      targetDigest: null,
      addressDigest: addressDigest(vault, context.address),
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
