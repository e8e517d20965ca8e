import { defineModule } from '../module.js';
import { Role, staff } from '../access/role.js';
import { AssessedInResolver } from './assessed-in/assessed-in.resolver.js';
import { EnterprisePoliciesResolver } from './enterprise-policies.resolver.js';
import { PolicyFlag } from './policy-flag.js';
import { policyEvents } from './policy.events.js';
import { PolicyCorrection, PolicyRefund } from './history/policy-history.js';
import { PolicyFlagResolver, PolicyHistoryResolver } from './history/policy-history.resolver.js';
import { Policy } from './policy.js';
import { policyById } from './policy.loader.js';
import { policyStates } from './policy.states.js';
import { PolicyResolver } from './policy.resolver.js';
import { policyWork } from './worklist/policy.worklist.js';

export const policyModule = defineModule({
  name: 'policy',
  // A million rows are counted from an index alone.
  costs: { 'PolicyConnection.sumsByStatus': 2_500 },
  entities: [Policy, PolicyFlag, PolicyRefund, PolicyCorrection],
  worklist: policyWork,
  resolvers: [
    AssessedInResolver,
    EnterprisePoliciesResolver,
    PolicyResolver,
    PolicyHistoryResolver,
    PolicyFlagResolver,
  ],
  events: policyEvents,
  states: [policyStates],
  nodes: { Policy: { roles: [Role.INSURER, Role.ENTERPRISE, ...staff], load: policyById } },
});
