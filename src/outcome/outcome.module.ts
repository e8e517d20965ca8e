import { defineModule } from '../module.js';
import { outcomeEvents } from './outcome.events.js';
import { followOutcomes } from './outcome.jobs.js';
import { OutcomeProgress } from './outcome-progress.js';
import { PolicyOutcomeFieldResolver, PolicyOutcomeResolver } from './outcome.resolver.js';

export const outcomeModule = defineModule({
  name: 'outcome',
  entities: [OutcomeProgress],
  resolvers: [PolicyOutcomeFieldResolver, PolicyOutcomeResolver],
  events: outcomeEvents,
  jobs: [followOutcomes],
});
