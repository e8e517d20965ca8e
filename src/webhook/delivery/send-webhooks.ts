import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../../access/context.js';
import { lockDeliveries, type Place, unblockNext } from './deliveries.sql.js';
import { keepable } from '../../kernel/text/text.js';
import { endWebhook } from '../end-webhooks.js';
import { postWebhook } from './post-webhook.js';
import { secretPlace } from '../register-webhook.js';
import { grantEnded } from '../../granted/grant-ended.sql.js';
import type { DeliveryStatus } from './webhook-delivery.js';
import { WebhookEnd } from '../webhook.js';
import { traced } from '../../kernel/tracing.js';
import type { Outages } from '../../kernel/outside/outages.js';
import { reasonOf } from '../../kernel/errors/reason-of.js';
import { named } from '../../database/schema/columns.js';

const atOnce = 20;
/** Milliseconds, longer than any attempt takes: if this gateway dies, another one retries after that. */
const lease = 60_000;
/**
 * Seconds from the start of an attempt to the next one, by number of attempts; after the last one the delivery is given
 * up.
 */
const backOff = [5, 30, 120, 600, 3_600, 14_400, 43_200];

interface DueDelivery extends Place {
  id: string;
  accountId: string;
  body: string;
  attemptCount: number;
  url: string;
  sealedSecret: string;
  /** Of the request that caused the event. */
  traceparent: string | null;
}

/** Maximum number of webhooks that are served concurrently. */
const mostWebhooks = 50;

/** Sends due deliveries as long as the receiver accepts some. Returns whether it accepted any. */
export async function serveWebhook(context: Context, webhookId: string, outages: Outages): Promise<boolean> {
  for (let served = false; ; served = true) {
    const due = await context.db.write((em) => takeDue(em, webhookId, context.clock.now()));
    const outcomes = await Promise.allSettled(
      due.map((delivery) => {
        const deliver = async () => {
          const attempt = await tryOnce(context, delivery);
          outages.note(new URL(delivery.url).host, unreachedBecause(attempt));
          await context.db.write((em) => record(em, context, delivery, attempt));
          return attempt.failure === null;
        };
        return traced('webhook delivery', {}, deliver, { link: delivery.traceparent });
      }),
    );
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    if (!outcomes.some((outcome) => outcome.status === 'fulfilled' && outcome.value)) return served;
  }
}

export async function readDueWebhooks(em: EntityManager, now: Date, except: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select webhook.id from webhook
      join lateral (select next_attempt_at from webhook_delivery
        where webhook_id = webhook.id and status = 'PENDING' and not blocked and next_attempt_at <= ${now}::timestamptz
        order by next_attempt_at limit 1) as first on true
    where removed_at is null and not ${grantEnded('webhook')} and webhook.id <> all(${except}::uuid[])
    order by first.next_attempt_at limit ${mostWebhooks}`.execute(em.getKysely());
  return rows.map(({ id }) => id);
}

async function takeDue(em: EntityManager, webhookId: string, now: Date): Promise<DueDelivery[]> {
  const { rows } = await sql<DueDelivery>`
    update webhook_delivery as delivery
    set attempt_count = attempt_count + 1, next_attempt_at = ${new Date(now.getTime() + lease)}::timestamptz
    from webhook
    where webhook.id = delivery.webhook_id and webhook.removed_at is null and not ${grantEnded('webhook')} and delivery.id in (
      select id from webhook_delivery
      where webhook_id = ${webhookId}::uuid and status = 'PENDING' and not blocked
        and next_attempt_at <= ${now}::timestamptz
      order by position limit ${atOnce} for update skip locked)
    returning delivery.id, ${named('delivery.account_id', 'delivery.webhook_id', 'delivery.subject_id')},
    ${named('delivery.position', 'body', 'attempt_count', 'url', 'sealed_secret')},
      (select event.traceparent from event_seal as seal join event on event.id = seal.event_id
        where seal.position = delivery.position) as traceparent`.execute(em.getKysely());
  return rows;
}

interface Attempt {
  startedAt: Date;
  httpStatus: number | null;
  failure: string | null;
  /** Seconds that the receiver requests as a pause. */
  retryAfter: number;
}

async function tryOnce({ vault, clock }: Context, { id, url, body, sealedSecret }: DueDelivery): Promise<Attempt> {
  const startedAt = clock.now();
  try {
    const answer = await postWebhook({ id, url, body, secret: vault.open(sealedSecret, secretPlace) });
    const { status: httpStatus, retryAfter } = answer;
    const taken = httpStatus >= 200 && httpStatus < 300;
    return { startedAt, httpStatus, failure: taken ? null : `HTTP ${httpStatus}`, retryAfter };
  } catch (error) {
    const failure = keepable(reasonOf(error));
    return { startedAt, httpStatus: null, failure, retryAfter: 0 };
  }
}

/** Returns why a receiver was not reached; undefined if it answered with any status. */
function unreachedBecause({ httpStatus, failure }: Attempt): string | undefined {
  return httpStatus === null ? (failure ?? undefined) : undefined;
}

async function record(em: EntityManager, context: Context, delivery: DueDelivery, attempt: Attempt): Promise<void> {
  const { id, accountId, attemptCount } = delivery;
  const { startedAt, httpStatus, failure, retryAfter } = attempt;
  await sql`
    insert into webhook_attempt (delivery_id, account_id, started_at, http_status, failure)
    values (${id}::uuid, ${accountId}::uuid, ${startedAt}, ${httpStatus}, ${failure})`.execute(em.getKysely());
  const pause = backOff[attemptCount - 1];
  const isGone = httpStatus === 410;
  const status = failure === null ? 'DELIVERED' : pause === undefined || isGone ? 'FAILED' : 'PENDING';
  const now = context.clock.now();
  await lockDeliveries(em, delivery.webhookId);
  await sql`
    update webhook_delivery set status = ${status satisfies keyof typeof DeliveryStatus},
      delivered_at = case when ${failure === null} then ${now}::timestamptz end,
      next_attempt_at = ${new Date(startedAt.getTime() + Math.max(pause ?? 0, retryAfter) * 1_000)}::timestamptz
    where id = ${id}::uuid`.execute(em.getKysely());
  // Status 410 means that the URL is gone for good: the owner is informed, and nothing more is sent.
  if (isGone) await endWebhook(em, context, delivery.webhookId, WebhookEnd.GONE);
  if (status !== 'PENDING') await unblockNext(em, delivery);
}
