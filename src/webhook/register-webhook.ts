import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { isMovable } from '../kernel/clock.js';
import { newId } from '../kernel/values/new-id.js';
import { Refused } from '../kernel/errors/refusal.js';
import { findLocked } from '../database/find-locked.js';
import { onceFor } from '../database/idempotency.js';
import { EventType } from '../event/event-type.js';
import { readLastPosition } from '../event/sealed/event-position.sql.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { grantOf } from '../access/grant-of.js';
import { Role } from '../access/role.js';
import { blockAround, lockDeliveries } from './delivery/deliveries.sql.js';
import { DeliveryStatus, WebhookDelivery } from './delivery/webhook-delivery.js';
import { Webhook, type WebhookContent, WebhookEnd } from './webhook.js';
import { requireAddress } from './webhook-address.js';
import { refuseWebhook } from './webhook.refusals.js';

const mostWebhooks = 10;

export const secretPlace = 'webhook.secret';

export interface RegisterWebhook {
  url: string;
  types: EventType[];
  content: WebhookContent;
  idempotencyKey: string;
}

/** Registers a URL for events that the viewer may see from now on. Returns the webhook's id. */
export function registerWebhook(context: Context, input: RegisterWebhook): Promise<string> {
  const { href } = requireAddress(input.url, isMovable(context.clock));
  const accountId = context.viewer.accountId as string;
  const request = {
    accountId,
    operation: 'registerWebhook',
    key: input.idempotencyKey,
    input,
    now: context.clock.now(),
  };
  return context.db.write((em) =>
    onceFor(em, request, async () => {
      await requireFew(em, accountId);
      const { role, subjectId } = context.viewer;
      const { kind, keys, endsAt } = grantOf(context.viewer);
      const webhook = em.create(Webhook, {
        id: newId(),
        accountId,
        role,
        subjectId,
        url: href,
        types: input.types,
        content: input.content,
        sealedSecret: context.vault.seal(`whsec_${randomBytes(32).toString('base64')}`, secretPlace),
        position: await readLastPosition(em),
        registeredAt: context.clock.now(),
        grantKind: kind,
        grantKeys: keys,
        grantEndsAt: endsAt,
        // If the token was revoked meanwhile, this time makes the revocation end the webhook, too.
        grantedAt: context.viewer.credential?.issuedAt ?? new Date(),
        removedAt: null,
        removedBecause: null,
      });
      await em.flush();
      await recordWebhookEvent(em, context, 'WEBHOOK_REGISTERED', webhook);
      return webhook.id;
    }),
  );
}

async function requireFew(em: EntityManager, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`webhooks/${accountId}`}, 0))`.execute(em.getKysely());
  const count = await em.count(Webhook, { accountId, removedAt: null });
  if (count >= mostWebhooks) throw new Refused(refuseWebhook('WEBHOOKS_TOO_MANY', null, { limit: mostWebhooks }));
}

export function removeWebhook(context: Context, id: string | undefined): Promise<string> {
  return context.db.write(async (em) => {
    const webhook = id ? await findLocked(em, Webhook, { id, removedAt: null }) : null;
    if (!webhook) throw new Refused(refuseWebhook('WEBHOOK_NOT_FOUND', ['webhookId']));
    webhook.removedAt = context.clock.now();
    webhook.removedBecause = WebhookEnd.REMOVED;
    await em.flush();
    await recordRemoved(em, context, webhook);
    return webhook.id;
  });
}

/** Sends a delivery again, regardless of its status. */
export function replayDelivery(context: Context, id: string | undefined): Promise<string> {
  return context.db.write(async (em) => {
    const delivery = id ? await em.findOne(WebhookDelivery, { id }) : null;
    if (!delivery) throw new Refused(refuseWebhook('WEBHOOK_NOT_FOUND', ['deliveryId']));
    delivery.status = DeliveryStatus.PENDING;
    delivery.attemptCount = 0;
    delivery.nextAttemptAt = context.clock.now();
    await lockDeliveries(em, delivery.webhookId);
    await em.flush();
    await blockAround(em, delivery);
    return delivery.id;
  });
}

/** Records that a webhook ended, also for its owner's institution or enterprise. */
export function recordRemoved(em: EntityManager, context: Context, webhook: Webhook): Promise<void> {
  return recordWebhookEvent(em, context, 'WEBHOOK_REMOVED', webhook);
}

type WebhookEvent = 'WEBHOOK_REGISTERED' | 'WEBHOOK_REMOVED';

function recordWebhookEvent(em: EntityManager, context: Context, type: WebhookEvent, webhook: Webhook): Promise<void> {
  const { id, url, role, subjectId, grantKind, removedBecause } = webhook;
  return recordEvent(em, context, {
    type,
    subject: { type: 'Webhook', id },
    institutionId: role === Role.INSURER ? (subjectId ?? undefined) : undefined,
    enterpriseId: role === Role.ENTERPRISE ? (subjectId ?? undefined) : undefined,
    data: { host: new URL(url).host, restsOn: grantKind, ...(removedBecause && { because: removedBecause }) },
  });
}
