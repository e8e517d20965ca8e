import { Role } from '../access/role.js';
import { personEvents } from './person.events.js';
import { VerifyPersonResolver } from './register/verify-person.resolver.js';
import { defineModule } from '../module.js';
import { forgetPapers } from './person.jobs.js';
import { checkedPersonPlace, IdentityPaper, identityPaperPlace, PersonCheck } from './person-check.js';
import { PersonCheckResolver } from './person.resolver.js';
import { personCheckById } from './person.loader.js';
import { personCheckStates } from './person.states.js';
import { identityPaperRoutes } from './person.routes.js';
import { personWork } from './worklist/person.worklist.js';

export const personModule = defineModule({
  name: 'person',
  entities: [PersonCheck, IdentityPaper],
  worklist: personWork,
  resolvers: [VerifyPersonResolver, PersonCheckResolver],
  nodes: {
    PersonCheck: { roles: [Role.INSURER, Role.ENTERPRISE, Role.PLATFORM, Role.AUDITOR], load: personCheckById },
  },
  states: [personCheckStates],
  events: personEvents,
  jobs: [forgetPapers],
  sealedColumns: [
    { table: 'identity_paper', column: 'sealed_content', place: identityPaperPlace },
    { table: 'person_check', column: 'sealed_person', place: checkedPersonPlace },
  ],
  serve: ({ app }) => identityPaperRoutes(app),
});
