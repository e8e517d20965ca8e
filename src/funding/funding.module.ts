import { defineModule } from '../module.js';
import { fundingEvents } from './funding.events.js';
import { exclusionStates, fundingStates } from './funding.states.js';
import { OtherFundingResolver } from './other-funding.resolver.js';
import { PolicyExclusion } from './policy-exclusion.js';
import { PolicyExclusionResolver } from './policy-exclusion.resolver.js';
import { PolicyFunding } from './policy-funding.js';

export const fundingModule = defineModule({
  name: 'funding',
  entities: [PolicyFunding, PolicyExclusion],
  resolvers: [OtherFundingResolver, PolicyExclusionResolver],
  events: fundingEvents,
  states: [exclusionStates, fundingStates],
});
