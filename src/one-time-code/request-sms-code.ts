import { randomInt, randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../kernel/errors/refusal.js';
import { sendSms } from '../message/send-sms.js';
import { SmsTemplate } from '../message/text-message.js';
import { codeDigest, isProof } from './check-code.js';
import { lockTarget, sentSince } from './codes.sql.js';
import type { Context } from '../access/context.js';
import { type CodePurpose, OneTimeCode } from './one-time-code.js';
import { addressDigest, phoneDigest, requirePhone } from './phone.js';
import { longest, type RateLimit, secondsToWait } from '../access/limits/rate-limit.js';
import { refuseCode } from './one-time-code.refusals.js';

const lifetime = 5 * 60_000;

const perNumber: RateLimit[] = [
  { count: 1, seconds: 60 },
  { count: 5, seconds: 3_600 },
  { count: 10, seconds: 86_400 },
];
/** Limits for an address, behind which an office may have many people. */
const perAddress: RateLimit[] = [
  { count: 20, seconds: 3_600 },
  { count: 100, seconds: 86_400 },
];

export interface RequestSmsCode {
  phone: string;
  purpose: CodePurpose;
  proof: string;
}

/**
 * Sends a code to a number (annex 2, one 1), whether the number has an account or not, so that neither the answer nor
 * its time reveals this; only the reader of the message learns it.
 */
export async function requestSmsCode(context: Context, input: RequestSmsCode): Promise<{ expiresAt: Date }> {
  const phone = requirePhone(input.phone);
  if (!(await isProof(context, input.proof))) throw new Refused(refuseCode('PROOF_INVALID', ['proof']));
  return context.system.write(async (em) => {
    await requireWithinLimits(em, context, phone);
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const expiresAt = await keepCode(em, context, phone, input.purpose, code);
    const template = SmsTemplate.VERIFICATION_CODE;
    await sendSms(em, context, { phone, template, parameters: { code }, uselessAfter: expiresAt });
    return { expiresAt };
  });
}

async function requireWithinLimits(em: EntityManager, { vault, clock, address }: Context, phone: string) {
  const now = clock.now();
  const number = phoneDigest(vault, phone);
  const from = addressDigest(vault, address);
  for (const digest of [number, from].toSorted()) await lockTarget(em, digest);
  const before = (limits: RateLimit[]) => new Date(now.getTime() - longest(limits));
  const retryAfter = Math.max(
    secondsToWait(await sentSince(em, 'target_digest', number, before(perNumber)), perNumber, now),
    secondsToWait(await sentSince(em, 'address_digest', from, before(perAddress)), perAddress, now),
  );
  if (retryAfter > 0) throw new Refused(refuseCode('TOO_MANY_CODES', ['phone'], { retryAfter }));
}

async function keepCode(
  em: EntityManager,
  { vault, clock, address }: Context,
  phone: string,
  purpose: CodePurpose,
  code: string,
): Promise<Date> {
  const id = randomUUID();
  const expiresAt = new Date(clock.now().getTime() + lifetime);
  em.create(OneTimeCode, {
    id,
    purpose,
    targetDigest: phoneDigest(vault, phone),
    addressDigest: addressDigest(vault, address),
    codeDigest: codeDigest(vault, id, code),
    tries: 0,
    createdAt: clock.now(),
    expiresAt,
    usedAt: null,
  });
  return expiresAt;
}
