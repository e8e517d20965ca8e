import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { phonePlace } from '../account/account.js';
import { Role } from '../access/role.js';
import { sendManySms } from '../message/send-sms.js';
import { ContactSource, type SmsTemplate } from '../message/text-message.js';

interface Contact {
  id: string;
  name: string;
  sealedPhone: string;
}

export interface Telling {
  programmeId: string;
  template: SmsTemplate;
  enterprises: string[];
  parameters: (enterprise: { id: string; name: string }) => Record<string, string>;
}

/**
 * Sends a text message to everybody who acts for these enterprises, in the transaction of what it is about; answers
 * how many messages that are. An enterprise that has not registered has nobody to be told: the list is public, and
 * registering in time is all it needs.
 */
export async function tellEnterprises(em: EntityManager, context: Context, telling: Telling): Promise<number> {
  const { programmeId, template, enterprises, parameters } = telling;
  const contacts = await readContacts(context, enterprises);
  const messages = contacts.map(({ sealedPhone, ...enterprise }) => ({
    phone: context.vault.open(sealedPhone, phonePlace),
    template,
    parameters: parameters(enterprise),
    enterpriseId: enterprise.id,
    programmeId,
    contactSource: ContactSource.REGISTRATION,
  }));
  if (messages.length > 0) await sendManySms(em, context, messages);
  return messages.length;
}

/** Phone numbers are for nobody's eyes: only the gateway itself reads them. */
async function readContacts({ system }: Context, enterprises: string[]): Promise<Contact[]> {
  const { rows } = await system.look((em) =>
    sql<Contact>`
      select distinct enterprise.id, enterprise.name, secret.sealed_phone as "sealedPhone"
      from enterprise
        join role_grant as held on held.subject_id = enterprise.id and held.role = ${Role.ENTERPRISE}
          and held.revoked_at is null
        join account_secret as secret on secret.account_id = held.account_id
      where enterprise.id = any(${enterprises}::uuid[])`.execute(em.getKysely()),
  );
  return rows;
}
