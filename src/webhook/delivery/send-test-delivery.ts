import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../../access/context.js';
import { onceFor } from '../../database/idempotency.js';
import { globalId } from '../../kernel/values/global-id.js';
import { findWorking } from './replay-webhook.js';
import { WebhookContent } from '../webhook.js';

export interface SendTestDelivery {
  webhookId: string | undefined;
  idempotencyKey: string;
}

/** Creates a test delivery, which is signed and retried like an event. Returns its id. */
export function sendTestDelivery(context: Context, input: SendTestDelivery): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const now = context.clock.now();
  const request = { accountId, operation: 'sendTestDelivery', key: input.idempotencyKey, input, now };
  return context.db.write((em) =>
    onceFor(em, request, async () => {
      const webhook = await findWorking(em, input.webhookId);
      const body = JSON.stringify({
        type: 'WEBHOOK_TEST',
        timestamp: now.toISOString(),
        cursor: null,
        subject: globalId('Webhook', webhook.id),
        ...(webhook.content === WebhookContent.FULL && { data: {} }),
      });
      const id = randomUUID();
      // A position below 0 and a new subject, so that it and deliveries of events do not wait for each other.
      await sql`
        insert into webhook_delivery (id, webhook_id, account_id, position, subject_id, body, status, next_attempt_at)
        values (${id}::uuid, ${webhook.id}::uuid, ${webhook.accountId}::uuid,
          (select least(coalesce(min(position), 0), 0) - 1 from webhook_delivery where webhook_id = ${webhook.id}::uuid),
          ${randomUUID()}::uuid, ${body}, 'PENDING', ${now}::timestamptz)`.execute(em.getKysely());
      return id;
    }),
  );
}
