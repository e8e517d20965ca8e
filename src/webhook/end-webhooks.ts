import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { phonePlace } from '../account/account.js';
import type { Job } from '../job/job.js';
import { sendManySms } from '../message/send-sms.js';
import { SmsTemplate } from '../message/text-message.js';
import { recordRemoved } from './register-webhook.js';
import { Webhook, WebhookEnd } from './webhook.js';
import { grantEnded } from './webhook-grant.sql.js';

/** Ends webhooks whose grant has ended, one at a time, and tells their owners. */
export const endWebhooks: Job = {
  name: 'end webhooks',
  work: (context) =>
    context.db.write(async (em) => {
      const { rows } = await sql<{ id: string }>`
        select id from webhook where removed_at is null and ${grantEnded()}
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
  await tellOwner(em, context, webhook);
}

/** The person who registered it; for a machine the clerks of its institution. */
async function tellOwner(em: EntityManager, context: Context, webhook: Webhook): Promise<void> {
  const { rows } = await sql<{ sealedPhone: string }>`
    select distinct secret.sealed_phone as "sealedPhone" from account_secret as secret
    where secret.account_id = ${webhook.accountId}::uuid
      or exists (select from machine_credential as machine
          join role_grant as held on held.subject_id = machine.institution_id and held.role = 'INSURER'
            and held.revoked_at is null
        where machine.id = ${webhook.accountId}::uuid and held.account_id = secret.account_id)`.execute(em.getKysely());
  const { host } = new URL(webhook.url);
  const messages = rows.map(({ sealedPhone }) => ({
    phone: context.vault.open(sealedPhone, phonePlace),
    template: SmsTemplate.WEBHOOK_ENDED,
    parameters: { host },
  }));
  if (messages.length > 0) await sendManySms(em, context, messages);
}
