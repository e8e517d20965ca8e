import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../access/context.js';
import { sendManySms } from '../message/send-sms.js';
import { ContactSource, type SmsTemplate } from '../message/text-message.js';
import { type Contact, readContacts } from './contact.loader.js';

export interface EnterpriseMessage {
  programmeId: string;
  template: SmsTemplate;
  enterprises: string[];
  /** Use only these sources; where absent, a company's own registration, or all other sources where it has none. */
  sources?: ContactSource[];
  parameters: (enterprise: { id: string; name: string }) => Record<string, string>;
}

/**
 * Sends a text message to these enterprises in the present transaction; returns the number of messages. All people who
 * act for an enterprise get it; where nobody has registered, the numbers from insurers and the register do.
 */
export async function notifyEnterprises(
  em: EntityManager,
  context: Context,
  message: EnterpriseMessage,
): Promise<number> {
  const { programmeId, template, enterprises, sources, parameters } = message;
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

function chooseContacts(contacts: Contact[], sources: ContactSource[] | undefined): Contact[] {
  if (sources) return contacts.filter(({ source }) => sources.includes(source));
  const registered = new Set(
    contacts.filter(({ source }) => source === ContactSource.REGISTRATION).map(({ id }) => id),
  );
  return contacts.filter(({ id, source }) => source === ContactSource.REGISTRATION || !registered.has(id));
}
