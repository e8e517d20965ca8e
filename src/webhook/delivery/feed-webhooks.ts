import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { SessionRole } from '../../database/schema/row-security.js';
import { asSession } from '../../database/session/session.js';
import { globalId } from '../../kernel/values/global-id.js';
import { dataForClients } from '../../event/event-data.js';
import { eventCursor } from '../../event/sealed/event-cursor.js';
import { EventType } from '../../event/event-type.js';
import { readEventsAfter } from '../../event/sealed/events.sql.js';
import type { SealedEvent } from '../../event/sealed/sealed-event.js';
import type { Context } from '../../access/context.js';
import { blockInOrder, lockDeliveries } from './deliveries.sql.js';
import { WebhookContent } from '../webhook.js';
import type { Portion } from '../../job/item-job.js';
import { grantEnded } from '../../granted/grant-ended.sql.js';
import { named } from '../../database/schema/columns.js';

const pageSize = 200;

export interface BehindWebhook {
  id: string;
  accountId: string;
  role: SessionRole;
  subjectId: string | null;
  types: EventType[];
  content: WebhookContent;
  position: string;
}

export async function lockBehindWebhooks(
  em: EntityManager,
  head: string,
  { limit, except }: Portion,
): Promise<BehindWebhook[]> {
  const { rows } = await sql<BehindWebhook>`
    select ${named('id', 'account_id', 'role', 'subject_id', 'types', 'content', 'position')}
    from webhook where removed_at is null and not ${grantEnded('webhook')} and position < ${head}::bigint
      and id <> all(${except}::uuid[])
    order by position, id limit ${limit} for update skip locked`.execute(em.getKysely());
  return rows;
}

export async function feedWebhook(em: EntityManager, { clock }: Context, webhook: BehindWebhook): Promise<void> {
  const scope = webhook.types.length > 0 ? { types: webhook.types } : {};
  const { events, upTo } = await asSession(em, webhook, () =>
    readEventsAfter(em, webhook, webhook.position, scope, pageSize),
  );
  const deliveries = events.map((event) => ({
    position: event.position,
    subjectId: event.subjectId,
    body: bodyOf(event, webhook.content),
  }));
  await lockDeliveries(em, webhook.id);
  const { rows: written } = await sql<{ repeated: boolean }>`
    insert into webhook_delivery (webhook_id, account_id, position, subject_id, body, status, next_attempt_at, blocked)
    select ${webhook.id}::uuid, ${webhook.accountId}::uuid, position, "subjectId", body, 'PENDING',
      ${clock.now()}::timestamptz,
      row_number() over (partition by "subjectId" order by position) > 1 or exists (
        select from webhook_delivery as earlier where earlier.webhook_id = ${webhook.id}::uuid
          and earlier.subject_id = "subjectId" and earlier.status = 'PENDING')
    from jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb)
      as delivery (position bigint, "subjectId" uuid, body text)
    on conflict (webhook_id, position) do update
      set status = 'PENDING', attempt_count = 0, next_attempt_at = excluded.next_attempt_at
      where webhook_delivery.status <> 'PENDING'
    returning xmax <> 0 as repeated`.execute(em.getKysely());
  // Repeated events come before later events of their objects, whose deliveries may be pending.
  if (written.some(({ repeated }) => repeated)) {
    await blockInOrder(
      em,
      webhook.id,
      events.map(({ subjectId }) => subjectId),
    );
  }
  await sql`update webhook set position = ${upTo}::bigint where id = ${webhook.id}::uuid`.execute(em.getKysely());
}

function bodyOf(
  { position, occurredAt, type, subjectType, subjectId, data }: SealedEvent,
  content: WebhookContent,
): string {
  return JSON.stringify({
    type,
    timestamp: new Date(occurredAt).toISOString(),
    cursor: eventCursor(position),
    subject: globalId(subjectType, subjectId),
    ...(content === WebhookContent.FULL && { data: dataForClients(type, data) }),
  });
}
