import { defineModule } from '../module.js';
import { contactEvents } from './contact.events.js';
import { ContactResolver } from './contact.resolver.js';
import { contactPhonePlace, EnterpriseContact, EnterpriseInvitation, InvitationScan } from './enterprise-contact.js';
import { inviteEnterprises } from './contact.jobs.js';

export const contactModule = defineModule({
  name: 'contact',
  entities: [EnterpriseContact, EnterpriseInvitation, InvitationScan],
  resolvers: [ContactResolver],
  events: contactEvents,
  jobs: [inviteEnterprises],
  bounds: { 'GiveEnterpriseContactsInput.contacts': { maxItems: 100 } },
  sealedColumns: [{ table: 'enterprise_contact', column: 'sealed_phone', place: contactPhonePlace }],
});
