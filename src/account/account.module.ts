import { defineModule, type Platform, type Service } from '../module.js';
import { accountEvents } from './account.events.js';
import { appointOffices, requireRegions } from './appoint-offices.js';
import { Account, AccountSecret, RoleGrant, personPlace, phonePlace } from './account.js';
import { IdentityResolver } from './account.resolver.js';
import { EventActorResolver } from './event-actor.resolver.js';
import { RoleGrantResolver, ViewerResolver } from './viewer.resolver.js';

export const accountModule = defineModule({
  name: 'account',
  entities: [Account, AccountSecret, RoleGrant],
  resolvers: [ViewerResolver, RoleGrantResolver, IdentityResolver, EventActorResolver],
  events: accountEvents,
  sealedColumns: [
    { table: 'account_secret', column: 'sealed_person', place: personPlace },
    { table: 'account_secret', column: 'sealed_phone', place: phonePlace },
  ],
  // Stretching a password takes a tenth of a second of a processor.
  costs: { 'Mutation.signIn': 9_500, 'Mutation.register': 9_500, 'Mutation.resetPassword': 9_500 },
  serve: serveAccounts,
});

function serveAccounts({ config, contexts }: Platform): Service {
  const { offices, outsideProviders } = config;
  return {
    start: async () => {
      await requireRegions(contexts.ofSystem(), outsideProviders);
      if (offices) await appointOffices(contexts.ofSystem(), offices);
    },
  };
}
