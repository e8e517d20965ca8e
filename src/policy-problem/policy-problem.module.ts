import { policyProblemEvents } from './policy-problem.events.js';
import { Role, staff } from '../access/role.js';
import { defineModule } from '../module.js';
import { PolicyProblem, PolicyProblemMessage } from './policy-problem.js';
import { problemStates } from './policy-problem.states.js';
import { PolicyProblemResolver } from './policy-problem.resolver.js';
import { policyProblemById } from './policy-problem.loader.js';
import { policyProblemWork } from './policy-problem.worklist.js';

export const policyProblemModule = defineModule({
  name: 'policy-problem',
  events: policyProblemEvents,
  entities: [PolicyProblem, PolicyProblemMessage],
  worklist: policyProblemWork,
  resolvers: [PolicyProblemResolver],
  states: [problemStates],
  nodes: { PolicyProblem: { roles: [Role.INSURER, Role.ENTERPRISE, ...staff], load: policyProblemById } },
});
