import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Refused } from '../common/refusal.js';
import type { Context } from '../identity/context.js';
import { addressDigest } from '../identity/phone.js';
import { longest, type RateLimit, secondsToWait } from '../identity/rate-limit.js';
import { sendSms } from '../message/send-sms.js';
import { SmsTemplate } from '../message/text-message.js';
import { refuseObjection } from './objection.refusals.js';
import { requireOpenNotice } from './open-notice.js';

const lifetime = 30 * 60_000;
const mostTries = 5;

const perContact: RateLimit[] = [
  { count: 1, seconds: 60 },
  { count: 5, seconds: 86_400 },
];
/** Behind one address there may be many people; but nobody has codes sent to the whole city. */
const perAddress: RateLimit[] = [
  { count: 20, seconds: 3_600 },
  { count: 100, seconds: 86_400 },
];

const contactPlace = 'objection.contact';
const codePlace = 'objection.code';

export interface RequestObjectionCode {
  noticeId: string | undefined;
  phone: string;
}

export interface SentCode {
  challengeId: string;
  expiresAt: Date;
}

/** Sends a code to who wants to object, so that the contact is known to be theirs. */
export function requestObjectionCode(context: Context, { noticeId, phone }: RequestObjectionCode): Promise<SentCode> {
  const contact = phone.trim();
  if (!/^1[3-9]\d{9}$/.test(contact)) throw new Refused(refuseObjection('OBJECTION_CONTACT_INVALID', ['phone']));
  return context.system.write(async (em) => {
    const notice = await requireOpenNotice(em, context, noticeId);
    const contactDigest = context.vault.digest(contact, contactPlace);
    const origin = addressDigest(context.vault, context.address);
    await requireRarely(em, context, contactDigest, origin);
    const now = context.clock.now();
    const challenge = { challengeId: randomUUID(), expiresAt: new Date(now.getTime() + lifetime) };
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    await sql`
      insert into contact_challenge (id, notice_id, contact_digest, address_digest, sealed_contact, code_digest, sent_at, expires_at, tries)
      values (${challenge.challengeId}::uuid, ${notice.id}::uuid, ${contactDigest}, ${origin},
        ${context.vault.seal(contact, contactPlace)}, ${digestOf(context, challenge.challengeId, code)}, ${now},
        ${challenge.expiresAt}, 0)`.execute(em.getKysely());
    const template = SmsTemplate.VERIFICATION_CODE;
    await sendSms(em, context, { phone: contact, template, parameters: { code }, uselessAfter: challenge.expiresAt });
    return challenge;
  });
}

function digestOf({ vault }: Context, challengeId: string, code: string): string {
  return vault.digest(`${challengeId}/${code}`, codePlace);
}

/** The notice is locked, so no two requests count the same. */
async function requireRarely(em: EntityManager, { clock }: Context, contactDigest: string, origin: string) {
  const now = clock.now();
  const retryAfter = Math.max(
    secondsToWait(await sentTo(em, 'contact_digest', contactDigest, now), perContact, now),
    secondsToWait(await sentTo(em, 'address_digest', origin, now), perAddress, now),
  );
  if (retryAfter > 0) throw new Refused(refuseObjection('OBJECTION_CODE_SENT_TOO_OFTEN', ['phone'], { retryAfter }));
}

/** When codes were sent within the last day, the latest first; none of a future that a moved clock left behind. */
async function sentTo(
  em: EntityManager,
  column: 'contact_digest' | 'address_digest',
  digest: string,
  now: Date,
): Promise<Date[]> {
  const { rows } = await sql<{ sentAt: string }>`
    select sent_at as "sentAt" from contact_challenge
    where ${sql.ref(column)} = ${digest} and sent_at > ${new Date(now.getTime() - longest(perAddress))}
      and sent_at <= ${now}
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
  /** As PostgreSQL writes it. */
  expiresAt: string;
  tries: number;
}

/** The contact that a code confirms. Wrong tries count, also where everything else is rolled back. */
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
  const contact = context.vault.open(confirmed.sealedContact, contactPlace);
  return { challengeId, noticeId: confirmed.noticeId, contact };
}

async function lockChallenge(em: EntityManager, id: string): Promise<Challenge | undefined> {
  const { rows } = await sql<Challenge>`
    select notice_id as "noticeId", sealed_contact as "sealedContact", code_digest as "codeDigest",
      expires_at as "expiresAt", tries
    from contact_challenge where id = ${id}::uuid for update`.execute(em.getKysely());
  return rows[0];
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
