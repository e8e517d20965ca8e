import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../../access/context.js';
import { nthWorkingDay } from '../../calendar/working-days.sql.js';
import { recordEvents } from '../../event/record-event.js';
import { dayOf } from '../../kernel/values/dates.js';
import type { ReportedSms } from '../../message/record-reports.js';
import { SmsStatus, SmsTemplate } from '../../message/text-message.js';
import { NotifiedBy } from './notified-by.js';

/** The messages that notify a company that it has to claim. */
const notificationsTemplates = [
  SmsTemplate.PAYMENT_INFORMATION_REQUEST,
  SmsTemplate.PAYMENT_INFORMATION_REMINDER,
  SmsTemplate.PAYMENT_FAILED,
];

/**
 * Marks companies as notified by messages that arrived: the time to claim runs from that day, so that a company
 * notified late has as much time as the others. Where the calendar does not reach that far, the claim stays not
 * notified and cannot be forfeited, because its last day would be too early. A later message or a service notice then
 * notifies the company.
 */
export async function noteNotified(em: EntityManager, context: Context, messages: ReportedSms[]): Promise<void> {
  const notifications = messages.filter(
    ({ status, template }) => status === SmsStatus.DELIVERED && notificationsTemplates.includes(template),
  );
  if (notifications.length === 0) return;
  const now = context.clock.now();
  const change = sql`
    with message as (
      select "enterpriseId" as enterprise_id, "programmeId" as programme_id, "createdAt" as created_at
      from jsonb_to_recordset(${JSON.stringify(notifications)}::jsonb)
        as message ("enterpriseId" uuid, "programmeId" uuid, "createdAt" timestamptz)
    ), full_time as materialized (
      select id as programme_id, ${nthWorkingDay(dayOf(now), sql.ref('payment_information_working_days'))} as ends_on
      from programme where id in (select programme_id from message)
    ), notified as (
      select claim.id, claim.claim_by as was, greatest(claim.claim_by, full_time.ends_on) as became
      from claim join full_time on full_time.programme_id = claim.programme_id
      where claim.status = 'AWAITING_CLAIM' and claim.told_at is null and full_time.ends_on is not null
        and exists (select from message where message.enterprise_id = claim.enterprise_id
          and message.programme_id = claim.programme_id and message.created_at >= claim.status_changed_at)
      order by claim.id for update of claim
    )
    update claim set told_at = ${now}::timestamptz, told_by = ${NotifiedBy.MESSAGE}, claim_by = notified.became,
      version = version + (notified.was <> notified.became)::int
    from notified where claim.id = notified.id
    returning claim.id, claim.programme_id, claim.enterprise_id, notified.was, notified.became`;
  await recordEvents(em, context, 'CLAIM_EXTENDED', 'Claim', extensions('the message arrived later'), change);
}

/** Events for claims whose last day changed. */
const extensions = (reason: string) => sql`
  select id as subject_id, programme_id, null::uuid as institution_id, enterprise_id,
    jsonb_build_object('until', became, 'reason', ${reason}::text,
      'changes', jsonb_build_array(jsonb_build_object('field', 'claimBy', 'from', was, 'to', became))) as data
  from moved where was <> became`;

/** Marks the companies of a published service notice as notified; their full time to claim runs from then on. */
export async function noteServiceNotice(em: EntityManager, context: Context, serviceNoticeId: string): Promise<void> {
  const change = sql`
    with notified as (
      select claim.id, claim.claim_by as was, notice.claim_by as became
      from service_notice as notice
        join service_notice_line as line on line.service_notice_id = notice.id and line.published_at is not null
        join claim on claim.id = line.claim_id
      where notice.id = ${serviceNoticeId}::uuid and claim.status = 'AWAITING_CLAIM' and claim.told_at is null
      order by claim.id for update of claim
    )
    update claim set told_at = ${context.clock.now()}::timestamptz, told_by = ${NotifiedBy.SERVICE_NOTICE},
      claim_by = notified.became, reminded_at = null, version = version + 1
    from notified where claim.id = notified.id
    returning claim.id, claim.programme_id, claim.enterprise_id, notified.was, notified.became`;
  await recordEvents(em, context, 'CLAIM_EXTENDED', 'Claim', extensions('notified by a service notice'), change);
}
