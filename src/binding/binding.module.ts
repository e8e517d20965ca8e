import { defineModule, type Platform } from '../module.js';
import { bindingEvents } from './binding.events.js';
import { authorisationRoutes } from './binding.routes.js';
import { BindingResolver } from './binding.resolver.js';
import { bindingStates } from './binding.states.js';
import { Authorisation, EnterpriseBinding, authorisationPlace } from './enterprise-binding.js';
import { Role, staff } from '../access/role.js';
import { bindingById } from './binding.loader.js';
import { bindingWork } from './binding.worklist.js';

export const bindingModule = defineModule({
  name: 'binding',
  entities: [EnterpriseBinding, Authorisation],
  worklist: bindingWork,
  resolvers: [BindingResolver],
  states: [bindingStates],
  nodes: { EnterpriseBinding: { roles: [Role.ENTERPRISE, ...staff], load: bindingById } },
  events: bindingEvents,
  sealedColumns: [{ table: 'authorisation', column: 'sealed_content', place: authorisationPlace }],
  serve: serveBindings,
});

function serveBindings({ app }: Platform): void {
  authorisationRoutes(app);
}
