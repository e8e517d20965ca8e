import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/values/new-id.js';
import { presentTrace } from '../kernel/tracing.js';
import type { Vault } from '../kernel/vault.js';
import { type ContactSource, SmsStatus, type SmsTemplate } from './text-message.js';

export interface NewSms {
  /** Mainland mobile number, 11 digits. */
  phone: string;
  template: SmsTemplate;
  parameters: Record<string, string>;
  enterpriseId?: string | null;
  programmeId?: string | null;
  /** The source of the number, for a message to an enterprise. */
  contactSource?: ContactSource;
  /** The message is not sent after this time. */
  uselessAfter?: Date;
}

interface Sender {
  vault: Vault;
  clock: Clock;
}

/** The place to which the encryption of a message's texts is bound. */
export const phonePlace = 'text_message.phone';
export const parametersPlace = 'text_message.parameters';

/** Writes a text message to the outbox in the transaction that causes it; returns its id. */
export async function sendSms(em: EntityManager, sender: Sender, message: NewSms): Promise<string> {
  const [id] = await sendManySms(em, sender, [message]);
  return id as string;
}

/** Writes many messages to the outbox by one statement; returns their ids in the same order. */
export async function sendManySms(em: EntityManager, { vault, clock }: Sender, messages: NewSms[]): Promise<string[]> {
  const rows = messages.map(({ phone, parameters, ...message }) => ({
    ...message,
    id: newId(),
    sealedPhone: vault.seal(phone, phonePlace),
    lastFour: phone.slice(-4),
    sealedParameters: vault.seal(JSON.stringify(parameters), parametersPlace),
  }));
  await sql`
    insert into text_message (id, sealed_phone, last_four, template, sealed_parameters, enterprise_id, programme_id,
      contact_source, status, created_at, next_attempt_at, useless_after, traceparent)
    select id, "sealedPhone", "lastFour", template, "sealedParameters", "enterpriseId", "programmeId",
      "contactSource", ${SmsStatus.PENDING}, ${clock.now()}::timestamptz, ${clock.now()}::timestamptz, "uselessAfter",
      ${presentTrace()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id uuid, "sealedPhone" text, "lastFour" text,
      template text, "sealedParameters" text, "enterpriseId" uuid, "programmeId" uuid, "contactSource" text,
      "uselessAfter" timestamptz)
  `.execute(em.getKysely());
  return rows.map(({ id }) => id);
}
