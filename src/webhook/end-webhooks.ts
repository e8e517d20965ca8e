import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { grantEnded } from '../granted/grant-ended.sql.js';
import { tellOwner } from '../granted/tell-owner.js';
import type { Job } from '../job/job.js';
import { SmsTemplate } from '../message/text-message.js';
import { recordRemoved } from './register-webhook.js';
import { Webhook, WebhookEnd } from './webhook.js';

/** Ends webhooks whose grant has ended, one at a time, and tells their owners. */
export const endWebhooks: Job = {
  name: 'end webhooks',
  work: (context) =>
    context.db.write(async (em) => {
      const { rows } = await sql<{ id: string }>`
        select id from webhook where removed_at is null and ${grantEnded('webhook')}
        limit 1 for update skip locked`.execute(em.getKysely());
      if (!rows[0]) return false;
      await endWebhook(em, context, rows[0].id, WebhookEnd.GRANT_ENDED);
      return true;
    }),
};

/** Ends a webhook by itself, once: nothing more is sent, and its owner is told. */
export async function endWebhook(em: EntityManager, context: Context, id: string, because: WebhookEnd): Promise<void> {
  const webhook = await em.findOne(Webhook, { id, removedAt: null });
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
