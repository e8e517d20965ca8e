import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { recordEvents } from '../event/record-event.js';
import { SmsStatus, type SmsTemplate } from './text-message.js';
import { named } from '../database/schema/columns.js';

/** A provider's report on a message that it accepted. */
export interface DeliveryReport {
  /** Our id of the message. */
  id: string;
  delivered: boolean;
  /** The provider's reason where it was not delivered. */
  reason: string | null;
  /** When the phone received it, or the provider gave up. */
  at: Date;
}

/** A message to an enterprise whose delivery is now known. */
export interface ReportedSms {
  id: string;
  enterpriseId: string;
  programmeId: string | null;
  template: SmsTemplate;
  status: SmsStatus.DELIVERED | SmsStatus.FAILED;
  createdAt: Date;
}

type Listener = (em: EntityManager, context: Context, messages: ReportedSms[]) => Promise<void>;

const listeners = new Set<Listener>();

/** Registers what a later module does, in the same transaction, when the delivery of messages is known. */
export function reactToReports(listener: Listener): void {
  listeners.add(listener);
}

/**
 * Records the provider's reports; returns how many messages changed. A report may arrive before the courier has
 * recorded that the provider accepted the message, and it may arrive twice. The first report is valid, but a delivery
 * that is reported after a failure is recorded too.
 */
export async function recordReports(em: EntityManager, context: Context, reports: DeliveryReport[]): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update text_message set
      status = case when report.delivered then ${SmsStatus.DELIVERED} else ${SmsStatus.FAILED} end,
      delivered_at = case when report.delivered then report.at end,
      delivery_report = case when not report.delivered then coalesce(report.reason, '') end,
      sent_at = coalesce(sent_at, report.at), sealed_parameters = null
    from jsonb_to_recordset(${JSON.stringify(reports)}::jsonb)
      as report (id uuid, delivered boolean, reason text, at timestamptz)
    where text_message.id = report.id
      and (status in (${SmsStatus.PENDING}, ${SmsStatus.SENT})
        or (status = ${SmsStatus.FAILED} and report.delivered and delivery_report is not null))
    returning text_message.id`.execute(em.getKysely());
  await recordArrivals(
    em,
    context,
    rows.map(({ id }) => id),
  );
  return rows.length;
}

/**
 * Records events for messages that were delivered or failed, and notifies listeners. Messages with codes have no
 * events.
 */
export async function recordArrivals(em: EntityManager, context: Context, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows: messages } = await sql<ReportedSms>`
    select ${named('id', 'enterprise_id', 'programme_id', 'template', 'status', 'created_at')}
    from text_message where id = any(${ids}::uuid[]) and enterprise_id is not null`.execute(em.getKysely());
  if (messages.length === 0) return;
  for (const [status, type] of [
    [SmsStatus.DELIVERED, 'TEXT_MESSAGE_DELIVERED'],
    [SmsStatus.FAILED, 'TEXT_MESSAGE_FAILED'],
  ] as const) {
    const reported = messages.filter((message) => message.status === status).map(({ id }) => id);
    if (reported.length > 0) await recordEvents(em, context, type, 'TextMessage', reportEvents(reported));
  }
  for (const listener of listeners) await listener(em, context, messages);
}

const reportEvents = (ids: string[]) => sql`
  select id as subject_id, programme_id, null::uuid as institution_id, enterprise_id,
    jsonb_build_object('template', template, 'contactSource', contact_source,
      'reason', case when status = ${SmsStatus.FAILED} then coalesce(delivery_report, provider_answer) end) as data
  from text_message where id = any(${ids}::uuid[])`;
