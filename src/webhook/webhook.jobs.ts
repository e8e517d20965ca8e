import { feedWebhook, type BehindWebhook, lockBehindWebhooks } from './delivery/feed-webhooks.js';
import { sql } from 'kysely';
import { readLastPosition } from '../event/sealed/event-position.sql.js';
import { itemJob } from '../job/item-job.js';
import { grantEnded } from '../granted/grant-ended.sql.js';
import { readDueWebhooks, serveWebhook } from './delivery/send-webhooks.js';
import { isTemporaryFault } from '../database/database-fault.js';
import { readNextDelivery } from './delivery/deliveries.sql.js';
import type { Job } from '../job/job.js';
import { endWebhook } from './end-webhooks.js';
import { WebhookEnd } from './webhook.js';

/** Creates deliveries for new events that the owner of a webhook may see, one webhook at a time. */
export const feedWebhooks = itemJob<BehindWebhook>({
  name: 'feed webhooks',
  atOnce: 1,
  find: async (em, _, portion) => lockBehindWebhooks(em, await readLastPosition(em), portion),
  work: async (em, context, webhooks) => {
    for (const webhook of webhooks) await feedWebhook(em, context, webhook);
  },
});

/**
 * Posts due deliveries: at least once, and in order for each subject. Each webhook is served separately, so that a
 * receiver that does not answer does not delay others.
 */
export const sendWebhooks: Job = {
  name: 'send webhooks',
  work: async (context, aside, outages) => {
    const webhookIds = await context.db.write((em) => readDueWebhooks(em, context.clock.now(), aside.ids()));
    const served = await Promise.allSettled(webhookIds.map((id) => serveWebhook(context, id, outages)));
    for (const [at, result] of served.entries()) {
      if (result.status === 'fulfilled') continue;
      if (isTemporaryFault(result.reason)) throw result.reason;
      aside.add(webhookIds[at] as string, result.reason);
    }
    return served.some((result) => result.status === 'fulfilled' && result.value);
  },
  nextDue: (context) => context.db.inSnapshot(readNextDelivery),
};

/** Ends webhooks whose grant has ended, one at a time, and informs their owners. */
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
