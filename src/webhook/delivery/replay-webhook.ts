import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../../access/context.js';
import { findLocked } from '../../database/find-locked.js';
import { positionOf } from '../../event/sealed/event-cursor.js';
import { requirePosition } from '../../event/follow/follow-events.js';
import { Refused } from '../../kernel/errors/refusal.js';
import { Webhook } from '../webhook.js';
import { refuseWebhook } from '../webhook.refusals.js';

/** Sends all events after a cursor again that the owner may see now. Returns the webhook's id. */
export function replayWebhook(context: Context, id: string | undefined, after: string): Promise<string> {
  const position = positionOf(after);
  return context.db.write(async (em) => {
    const webhook = await findWorking(em, id);
    await requirePosition(em, position);
    // The job that feeds webhooks continues from this position. After the current position there is nothing to repeat.
    if (BigInt(position) < BigInt(webhook.position)) webhook.position = position;
    await em.flush();
    return webhook.id;
  });
}

/** Returns an active webhook that the viewer may change, locked. */
export async function findWorking(em: EntityManager, id: string | undefined): Promise<Webhook> {
  const webhook = id ? await findLocked(em, Webhook, { id, removedAt: null }) : null;
  if (!webhook) throw new Refused(refuseWebhook('WEBHOOK_NOT_FOUND', ['webhookId']));
  return webhook;
}
