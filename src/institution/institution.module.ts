import { defineModule } from '../module.js';
import { completeNameKeys } from '../job/complete-name-keys.js';
import { Role, staff } from '../access/role.js';
import { institutionEvents } from './institution.events.js';
import { Institution } from './institution.js';
import { institutionById } from './institution.loader.js';
import { institutionStates } from './institution.states.js';
import { InstitutionResolver } from './institution.resolver.js';
import { institutionWork } from './institution.worklist.js';

export const institutionModule = defineModule({
  name: 'institution',
  events: institutionEvents,
  bounds: {
    'InstitutionFilter.name': { maxLength: 100 },
  },
  entities: [Institution],
  worklist: institutionWork,
  resolvers: [InstitutionResolver],
  jobs: [completeNameKeys('institution')],
  states: [institutionStates],
  nodes: { Institution: { roles: [Role.INSURER, ...staff], load: institutionById } },
});
