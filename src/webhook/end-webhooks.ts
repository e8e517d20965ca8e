import type { EntityManager } from '@mikro-orm/postgresql';
import { findLocked } from '../database/find-locked.js';
import type { Context } from '../access/context.js';
import { informOwner } from '../granted/inform-owner.js';
import { SmsTemplate } from '../message/text-message.js';
import { recordRemoved } from './register-webhook.js';
import { Webhook, WebhookEnd } from './webhook.js';

/** Ends a webhook automatically, if it has not ended: nothing more is sent, and its owner is informed. */
export async function endWebhook(em: EntityManager, context: Context, id: string, because: WebhookEnd): Promise<void> {
  const webhook = await findLocked(em, Webhook, { id, removedAt: null });
  if (!webhook) return;
  webhook.removedAt = context.clock.now();
  webhook.removedBecause = because;
  await em.flush();
  await recordRemoved(em, context, webhook);
  await informOwner(em, context, webhook.accountId, {
    template: SmsTemplate.WEBHOOK_ENDED,
    parameters: { host: new URL(webhook.url).host },
  });
}
