import { sql } from 'kysely';
import { defineModule } from '../module.js';
import { members } from '../access/role.js';
import { webhookEvents } from './webhook.events.js';
import { endWebhooks, feedWebhooks, sendWebhooks } from './webhook.jobs.js';
import { secretPlace } from './register-webhook.js';
import { Webhook } from './webhook.js';
import { WebhookAttempt, WebhookDelivery } from './delivery/webhook-delivery.js';
import { deliveryStates } from './webhook.states.js';
import { WebhookDeliveryResolver, WebhookResolver } from './webhook.resolver.js';
import { deliveryById, webhookById } from './webhook.loader.js';

export const webhookModule = defineModule({
  name: 'webhook',
  entities: [Webhook, WebhookDelivery, WebhookAttempt],
  resolvers: [WebhookResolver, WebhookDeliveryResolver],
  states: [deliveryStates],
  nodes: { Webhook: { roles: members, load: webhookById }, WebhookDelivery: { roles: members, load: deliveryById } },
  events: webhookEvents,
  backlogs: [
    {
      name: 'webhook_deliveries',
      state: sql`select coalesce(sum(pending.waiting), 0) as waiting, min(pending.since) as since
        from webhook join lateral (select count(*) as waiting, min(next_attempt_at) as since from webhook_delivery
          where webhook_id = webhook.id and status = 'PENDING' and not blocked) as pending on true
        where removed_at is null`,
    },
  ],
  jobs: [feedWebhooks, sendWebhooks, endWebhooks],
  longLived: [{ kind: 'WEBHOOK', endedBy: 'The job `end webhooks`, with a text message to its owner.' }],
  sealedColumns: [{ table: 'webhook', column: 'sealed_secret', place: secretPlace }],
});
