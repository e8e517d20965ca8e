import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Refused } from '../../kernel/errors/refusal.js';
import type { Context } from '../../access/context.js';
import { lockTarget } from '../../one-time-code/codes.sql.js';
import { addressDigest } from '../../one-time-code/phone.js';
import { longest, type RateLimit, secondsToWait } from '../../access/limits/rate-limit.js';
import { sendSms } from '../../message/send-sms.js';
import { SmsTemplate } from '../../message/text-message.js';
import { refuseObjection } from '../objection.refusals.js';
import { requireOpenNotice } from '../../notice/open-notice.js';
import { named } from '../../database/schema/columns.js';

const lifetime = 30 * 60_000;
const mostTries = 5;
const perContact: RateLimit[] = [
  { count: 1, seconds: 60 },
  { count: 5, seconds: 86_400 },
];
/** Limits for an address: an office behind one has many people, but a script never stops. */
const perAddress: RateLimit[] = [
  { count: 30, seconds: 3_600 },
  { count: 100, seconds: 86_400 },
];

export const challengePlace = 'objection.contact';
const codePlace = 'objection.code';

export interface RequestObjectionCode {
  noticeId: string | undefined;
  phone: string;
}

export interface SentCode {
  challengeId: string;
  expiresAt: Date;
}

/** Sends a code to a person who wants to object, to confirm their contact. */
export function requestObjectionCode(context: Context, { noticeId, phone }: RequestObjectionCode): Promise<SentCode> {
  const contact = phone.trim();
  if (!/^1[3-9]\d{9}$/.test(contact)) throw new Refused(refuseObjection('OBJECTION_CONTACT_INVALID', ['phone']));
  return context.system.write(async (em) => {
    const notice = await requireOpenNotice(em, context, noticeId);
    const contactDigest = context.vault.digest(contact, challengePlace);
    const from = addressDigest(context.vault, context.address);
    await requireRarely(em, context, contactDigest, from);
    const now = context.clock.now();
    const challenge = { challengeId: randomUUID(), expiresAt: new Date(now.getTime() + lifetime) };
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    await sql`
      insert into contact_challenge (id, notice_id, contact_digest, sealed_contact, code_digest, sent_at, expires_at, tries,
        address_digest)
      values (${challenge.challengeId}::uuid, ${notice.id}::uuid, ${contactDigest},
        ${context.vault.seal(contact, challengePlace)}, ${digestOf(context, challenge.challengeId, code)}, ${now},
        ${challenge.expiresAt}, 0, ${from})`.execute(em.getKysely());
    const template = SmsTemplate.VERIFICATION_CODE;
    await sendSms(em, context, { phone: contact, template, parameters: { code }, uselessAfter: challenge.expiresAt });
    return challenge;
  });
}

function digestOf({ vault }: Context, challengeId: string, code: string): string {
  return vault.digest(`${challengeId}/${code}`, codePlace);
}

/** Locks the contact and the address, so that concurrent requests count each other's codes. */
async function requireRarely(em: EntityManager, { clock }: Context, contact: string, from: string): Promise<void> {
  const now = clock.now();
  for (const digest of [contact, from].toSorted()) await lockTarget(em, digest);
  const retryAfter = Math.max(
    secondsToWait(await sentSince(em, 'contact_digest', contact, now, perContact), perContact, now),
    secondsToWait(await sentSince(em, 'address_digest', from, now, perAddress), perAddress, now),
  );
  if (retryAfter > 0) throw new Refused(refuseObjection('OBJECTION_CODE_SENT_TOO_OFTEN', ['phone'], { retryAfter }));
}

/** Returns when codes were sent to this contact, or requested from this address, latest first. */
async function sentSince(
  em: EntityManager,
  column: 'contact_digest' | 'address_digest',
  digest: string,
  now: Date,
  limits: RateLimit[],
): Promise<Date[]> {
  const { rows } = await sql<{ sentAt: string }>`
    select ${named('sent_at')} from contact_challenge
    where ${sql.ref(column)} = ${digest} and sent_at > ${new Date(now.getTime() - longest(limits))} and sent_at <= ${now}
    order by sent_at desc`.execute(em.getKysely());
  return rows.map(({ sentAt }) => new Date(sentAt));
}

export interface ConfirmedContact {
  challengeId: string;
  noticeId: string;
  contact: string;
}

interface Challenge {
  noticeId: string;
  sealedContact: string;
  codeDigest: string;
  /** In PostgreSQL's text format. */
  expiresAt: string;
  tries: number;
}

/** Confirms a contact by its code. Wrong attempts count, also where the request's transaction is rolled back. */
export async function confirmContact(context: Context, challengeId: string, code: string): Promise<ConfirmedContact> {
  const refused = new Refused(refuseObjection('OBJECTION_CODE_WRONG', ['code']));
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(challengeId)) throw refused;
  const confirmed = await context.system.write(async (em) => {
    const challenge = await lockChallenge(em, challengeId);
    if (!challenge || challenge.tries >= mostTries || Date.parse(challenge.expiresAt) <= context.clock.now().getTime())
      return undefined;
    if (isSame(digestOf(context, challengeId, code.trim()), challenge.codeDigest)) return challenge;
    await sql`update contact_challenge set tries = tries + 1 where id = ${challengeId}::uuid`.execute(em.getKysely());
    return undefined;
  });
  if (!confirmed) throw refused;
  const contact = context.vault.open(confirmed.sealedContact, challengePlace);
  return { challengeId, noticeId: confirmed.noticeId, contact };
}

async function lockChallenge(em: EntityManager, id: string): Promise<Challenge | undefined> {
  const { rows } = await sql<Challenge>`
    select ${named('notice_id', 'sealed_contact', 'code_digest', 'expires_at', 'tries')}
    from contact_challenge where id = ${id}::uuid for update`.execute(em.getKysely());
  return rows[0];
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
