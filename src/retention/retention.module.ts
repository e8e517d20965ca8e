import { defineModule } from '../module.js';
import { applyRetention } from './retention.jobs.js';
import { RetentionResolver } from './retention.resolver.js';
import { RetentionRun } from './retention-run.js';

export const retentionModule = defineModule({
  name: 'retention',
  entities: [RetentionRun],
  resolvers: [RetentionResolver],
  jobs: [applyRetention],
});
