import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { phonePlace } from '../account/account.js';
import { sendManySms } from '../message/send-sms.js';
import type { SmsTemplate } from '../message/text-message.js';
import { named } from '../database/schema/columns.js';

/** Informs the person with this account; for a machine, the clerks of its institution. */
export async function informOwner(
  em: EntityManager,
  context: Context,
  accountId: string,
  { template, parameters }: { template: SmsTemplate; parameters: Record<string, string> },
): Promise<void> {
  const { rows } = await sql<{ sealedPhone: string }>`
    select distinct ${named('secret.sealed_phone')} from account_secret as secret
    where secret.account_id = ${accountId}::uuid
      or exists (select from machine_credential as machine
          join role_grant as granted on granted.subject_id = machine.institution_id and granted.role = 'INSURER'
            and granted.revoked_at is null
        where machine.id = ${accountId}::uuid and granted.account_id = secret.account_id)`.execute(em.getKysely());
  const messages = rows.map(({ sealedPhone }) => ({
    phone: context.vault.open(sealedPhone, phonePlace),
    template,
    parameters,
  }));
  if (messages.length > 0) await sendManySms(em, context, messages);
}
