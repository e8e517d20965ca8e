import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { SmsStatus, type SmsTemplate } from './text-message.js';
import { readTime } from '../database/read-time.js';
import { named } from '../database/schema/columns.js';

export interface DueSms {
  id: string;
  sealedPhone: string;
  sealedParameters: string;
  template: SmsTemplate;
  attempts: number;
  traceparent: string | null;
}

/**
 * Takes due messages until `lease`: other gateways skip them, and where this one dies they are due again after it.
 * Messages that are no longer useful are given up.
 */
export async function takeDueSms(em: EntityManager, now: Date, lease: Date, limit: number): Promise<DueSms[]> {
  await sql`
    update text_message set status = ${SmsStatus.FAILED}, sealed_parameters = null, provider_answer = 'useless by now'
    where status = ${SmsStatus.PENDING} and next_attempt_at <= ${now} and useless_after < ${now}`.execute(
    em.getKysely(),
  );
  const { rows } = await sql<DueSms>`
    update text_message set attempts = attempts + 1, next_attempt_at = ${lease}
    where id in (
      select id from text_message where status = ${SmsStatus.PENDING} and next_attempt_at <= ${now}
      order by next_attempt_at limit ${limit} for update skip locked)
    returning id, ${named('sealed_phone', 'sealed_parameters', 'template', 'attempts')},
      traceparent`.execute(em.getKysely());
  return rows;
}

/** Returns when the next message is due. */
export function readNextSms(em: EntityManager): Promise<Date | undefined> {
  return readTime(em, sql`select min(next_attempt_at) as at from text_message where status = ${SmsStatus.PENDING}`);
}

/** The result of one attempt. */
export interface SmsAttempt {
  id: string;
  status: SmsStatus;
  providerAnswer: string;
  nextAttemptAt: Date | null;
}

export async function recordSmsAttempts(em: EntityManager, now: Date, attempts: SmsAttempt[]): Promise<void> {
  await sql`
    update text_message set
      status = attempt.status,
      provider_answer = attempt."providerAnswer",
      next_attempt_at = coalesce(attempt."nextAttemptAt", next_attempt_at),
      sent_at = case when attempt.status = ${SmsStatus.SENT} then ${now}::timestamptz end,
      sealed_parameters = case when attempt.status = ${SmsStatus.PENDING} then sealed_parameters end
    from jsonb_to_recordset(${JSON.stringify(attempts)}::jsonb)
      as attempt (id uuid, status text, "providerAnswer" text, "nextAttemptAt" timestamptz)
    where text_message.id = attempt.id and text_message.status = ${SmsStatus.PENDING}`.execute(em.getKysely());
}
