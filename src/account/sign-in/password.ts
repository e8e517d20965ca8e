import { randomBytes, scrypt, type ScryptOptions, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Lane } from '../../database/connections/lane.js';
import { Refused } from '../../kernel/errors/refusal.js';
import { refuseAccount } from '../account.refusals.js';

const cost: Required<Pick<ScryptOptions, 'N' | 'r' | 'p'>> = { N: 2 ** 15, r: 8, p: 1 };
const least = 10;
const most = 128;

/** Checks a new password. Its length makes it strong; the phone number is the first thing that an attacker tries. */
export function requireFitPassword(password: string, phone: string, path: string[] = ['password']): void {
  const length = [...password].length;
  if (length >= least && length <= most && !password.includes(phone)) return;
  throw new Refused(refuseAccount('PASSWORD_UNFIT', path, { least, limit: most }));
}

/** Returns `scrypt$N$r$p$salt$digest`. It contains the cost, so that the cost can be raised later. */
export async function digestPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const digest = await stretch(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), digest.toString('base64url')].join('$');
}

/** Whether the password is correct. Stretches even if no password is stored, so that the time reveals nothing. */
export async function isPassword(password: string, stored: string | null | undefined): Promise<boolean> {
  const [, N, r, p, salt = '', digest = ''] = (stored ?? nobodys).split('$');
  const expected = Buffer.from(digest, 'base64url');
  const found = await stretch(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(found, expected) && Boolean(stored);
}

const nobodys = `scrypt$${cost.N}$${cost.r}$${cost.p}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** At most half the processors stretch passwords, so that guessing leaves the others to all other requests. */
const stretching = new Lane({ name: 'passwords', size: Math.max(1, Math.floor(availableParallelism() / 2)), rank: 9 });

async function stretch(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  const leave = await stretching.enter();
  return new Promise<Buffer>((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, 32, { ...options, maxmem: 64 * 1024 * 1024 }, (error, digest) =>
      error ? reject(error) : resolve(digest),
    ),
  ).finally(leave);
}
