import { defineModule } from '../module.js';
import { completeNameKeys } from '../job/complete-name-keys.js';
import { members } from '../access/role.js';
import { enterpriseEvents } from './enterprise.events.js';
import { EnterpriseExclusion } from './enterprise-exclusion.js';
import { Enterprise, Qualification } from './enterprise.js';
import { enterpriseById } from './enterprise.loader.js';
import { InstitutionEnterprise } from './institution-enterprise.js';
import { enterpriseExclusionStates } from './enterprise.states.js';
import { EnterpriseResolver, QualificationResolver } from './enterprise.resolver.js';
import { ExclusionResolver } from './exclusion.resolver.js';
import { RegistrationResolver } from './registration.resolver.js';

export const enterpriseModule = defineModule({
  name: 'enterprise',
  events: enterpriseEvents,
  states: [enterpriseExclusionStates],
  bounds: {
    'EnterpriseFilter.name': { maxLength: 100 },
  },
  // Counting reads every row, because row security decides for each whether the company is visible.
  costs: { 'EnterpriseConnection.totalCount': 300 },
  entities: [Enterprise, InstitutionEnterprise, Qualification, EnterpriseExclusion],
  resolvers: [EnterpriseResolver, QualificationResolver, ExclusionResolver, RegistrationResolver],
  jobs: [completeNameKeys('enterprise')],
  nodes: { Enterprise: { roles: members, load: enterpriseById } },
});
