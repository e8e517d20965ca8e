import { findByKeys } from '../database/entity-rows.js';
import { defineListLoader, defineLoader } from '../kernel/loader.js';
import { Webhook } from './webhook.js';
import { WebhookAttempt, WebhookDelivery } from './delivery/webhook-delivery.js';

export const webhookById = defineLoader(
  'webhook by id',
  (em, ids) => findByKeys(em, Webhook, 'id', ids),
  (webhook) => webhook.id,
);

export const deliveryById = defineLoader(
  'webhook delivery by id',
  (em, ids) => findByKeys(em, WebhookDelivery, 'id', ids),
  (delivery) => delivery.id,
);

export const attemptsOfDelivery = defineListLoader('attempts of delivery', async (em, ids) => {
  const found = await em.find(
    WebhookAttempt,
    { deliveryId: { $in: [...ids] } },
    { orderBy: { startedAt: 'asc', id: 'asc' } },
  );
  return found.map((attempt) => Object.assign(attempt, { loaderKey: attempt.deliveryId }));
});
