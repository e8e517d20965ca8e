import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { findLocked } from '../database/find-locked.js';
import type { Context } from '../access/context.js';
import { grantEnded } from '../granted/grant-ended.sql.js';
import { tellOwner } from '../granted/tell-owner.js';
import { itemJob } from '../job/item-job.js';
import { SmsTemplate } from '../message/text-message.js';
import { recordRemoved } from './register-webhook.js';
import { Webhook, WebhookEnd } from './webhook.js';

/** Ends webhooks whose grant has ended, one at a time, and tells their owners. */
export const endWebhooks = itemJob<{ id: string }>({
  name: 'end webhooks',
  atOnce: 1,
  find: async (em, _, { limit, except }) => {
    const { rows } = await sql<{ id: string }>`
      select id from webhook where removed_at is null and ${grantEnded('webhook')} and id <> all(${except}::uuid[])
      limit ${limit} for update skip locked`.execute(em.getKysely());
    return rows;
  },
  work: async (em, context, ended) => {
    for (const { id } of ended) await endWebhook(em, context, id, WebhookEnd.GRANT_ENDED);
  },
});

/** Ends a webhook by itself, once: nothing more is sent, and its owner is told. */
export async function endWebhook(em: EntityManager, context: Context, id: string, because: WebhookEnd): Promise<void> {
  const webhook = await findLocked(em, Webhook, { id, removedAt: null });
  if (!webhook) return;
  webhook.removedAt = context.clock.now();
  webhook.removedBecause = because;
  await em.flush();
  await recordRemoved(em, context, webhook);
  await tellOwner(em, context, webhook.accountId, {
    template: SmsTemplate.WEBHOOK_ENDED,
    parameters: { host: new URL(webhook.url).host },
  });
}
