import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import { phonePlace } from '../account/account.js';
import type { Vault } from '../kernel/vault.js';
import { defineSystemLoader } from '../kernel/loader.js';
import { ContactSource } from '../message/text-message.js';
import { registeredPhonePlace } from '../register/registered-company.js';
import { contactPhonePlace } from './enterprise-contact.js';
import { named } from '../database/schema/columns.js';

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

const placeOf: Record<ContactSource, string> = {
  [ContactSource.REGISTRATION]: phonePlace,
  [ContactSource.INSURER]: contactPhonePlace,
  [ContactSource.REGISTER]: registeredPhonePlace,
};

/**
 * Reads each number of a company once, from its best source. Only the gateway reads phone numbers; nobody sees them.
 */
export async function readContacts({ system, vault }: Context, enterpriseIds: string[]): Promise<Contact[]> {
  return openContacts(vault, await system.inSnapshot((em) => readSealedContacts(em, enterpriseIds)));
}

/** Does the same as `readContacts` for one company, batched with others. */
export async function contactsOfEnterprise(context: Context, enterpriseId: string): Promise<Contact[]> {
  const found = await sealedContactsOf(context, enterpriseId);
  return openContacts(context.vault, found?.contacts ?? []);
}

const sealedContactsOf = defineSystemLoader(
  'contacts of enterprise',
  async (em, enterpriseIds: readonly string[]) => {
    const contacts = await readSealedContacts(em, enterpriseIds);
    return [...Map.groupBy(contacts, ({ id }) => id)].map(([id, own]) => ({ id, contacts: own }));
  },
  ({ id }) => id,
);

async function readSealedContacts(em: EntityManager, enterpriseIds: readonly string[]): Promise<SealedContact[]> {
  const { rows } = await sql<SealedContact>`
    select ${named('enterprise.id', 'enterprise.name', 'contact.source', 'contact.sealed_phone')}
    from enterprise cross join lateral (
      select 1 as rank, ${ContactSource.REGISTRATION} as source, secret.sealed_phone
      from role_grant as granted join account_secret as secret on secret.account_id = granted.account_id
      where granted.subject_id = enterprise.id and granted.role = ${Role.ENTERPRISE} and granted.revoked_at is null
      union all
      select 2, ${ContactSource.INSURER}, sealed_phone from enterprise_contact
      where enterprise_contact.enterprise_id = enterprise.id
      union all
      select 3, ${ContactSource.REGISTER}, sealed_phone from registered_company as company
      where company.credit_code = enterprise.credit_code and valid_until is null and sealed_phone is not null
    ) as contact
    where enterprise.id = any(${enterpriseIds}::uuid[]) order by enterprise.id, contact.rank`.execute(em.getKysely());
  return rows;
}

function openContacts(vault: Vault, sealed: readonly SealedContact[]): Contact[] {
  const contacts = sealed.map(({ sealedPhone, ...contact }) => ({
    ...contact,
    phone: vault.open(sealedPhone, placeOf[contact.source]),
  }));
  return [...new Map(contacts.toReversed().map((contact) => [`${contact.id}/${contact.phone}`, contact])).values()];
}
