import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { phonePlace } from '../account/account.js';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import { sendManySms } from '../message/send-sms.js';
import { ContactSource, type SmsTemplate } from '../message/text-message.js';
import { registeredPhonePlace } from '../register/registered-company.js';
import { contactPhonePlace } from './enterprise-contact.js';

interface SealedContact {
  id: string;
  name: string;
  source: ContactSource;
  sealedPhone: string;
}

/** A phone number of a company. */
export interface Contact {
  id: string;
  name: string;
  source: ContactSource;
  phone: string;
}

export interface EnterpriseMessage {
  programmeId: string;
  template: SmsTemplate;
  enterprises: string[];
  /** Only numbers from here; where absent, a company's own registration or, where it has none, everything else. */
  sources?: ContactSource[];
  parameters: (enterprise: { id: string; name: string }) => Record<string, string>;
}

const placeOf: Record<ContactSource, string> = {
  [ContactSource.REGISTRATION]: phonePlace,
  [ContactSource.INSURER]: contactPhonePlace,
  [ContactSource.REGISTER]: registeredPhonePlace,
};

/**
 * Sends a text message to these enterprises, in the transaction of what it is about; returns how many messages that are.
 * Anyone who acts for an enterprise is told; where nobody has registered, the numbers that insurers gave and the register has.
 */
export async function tellEnterprises(
  em: EntityManager,
  context: Context,
  telling: EnterpriseMessage,
): Promise<number> {
  const { programmeId, template, enterprises, sources, parameters } = telling;
  const contacts = await readContacts(context, enterprises);
  const messages = chooseContacts(contacts, sources).map(({ id, name, source, phone }) => ({
    phone,
    template,
    parameters: parameters({ id, name }),
    enterpriseId: id,
    programmeId,
    contactSource: source,
  }));
  if (messages.length > 0) await sendManySms(em, context, messages);
  return messages.length;
}

/** Each number of a company once, by its best source. Phone numbers are for nobody's eyes: only the gateway reads them. */
export async function readContacts({ system, vault }: Context, enterprises: string[]): Promise<Contact[]> {
  const { rows } = await system.look((em) =>
    sql<SealedContact>`
      select enterprise.id, enterprise.name, contact.source, contact.sealed_phone as "sealedPhone"
      from enterprise cross join lateral (
        select 1 as rank, ${ContactSource.REGISTRATION} as source, secret.sealed_phone
        from role_grant as held join account_secret as secret on secret.account_id = held.account_id
        where held.subject_id = enterprise.id and held.role = ${Role.ENTERPRISE} and held.revoked_at is null
        union all
        select 2, ${ContactSource.INSURER}, sealed_phone from enterprise_contact
        where enterprise_contact.enterprise_id = enterprise.id
        union all
        select 3, ${ContactSource.REGISTER}, sealed_phone from registered_company as company
        where company.credit_code = enterprise.credit_code and valid_until is null and sealed_phone is not null
      ) as contact
      where enterprise.id = any(${enterprises}::uuid[]) order by enterprise.id, contact.rank`.execute(em.getKysely()),
  );
  const contacts = rows.map(({ sealedPhone, ...contact }) => ({
    ...contact,
    phone: vault.open(sealedPhone, placeOf[contact.source]),
  }));
  return [...new Map(contacts.toReversed().map((contact) => [`${contact.id}/${contact.phone}`, contact])).values()];
}

function chooseContacts(contacts: Contact[], sources: ContactSource[] | undefined): Contact[] {
  if (sources) return contacts.filter(({ source }) => sources.includes(source));
  const registered = new Set(
    contacts.filter(({ source }) => source === ContactSource.REGISTRATION).map(({ id }) => id),
  );
  return contacts.filter(({ id, source }) => source === ContactSource.REGISTRATION || !registered.has(id));
}
