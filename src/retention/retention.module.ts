import { defineModule } from '../module.js';
import { applyRetention } from './retention.jobs.js';
import { RetentionResolver } from './retention.resolver.js';

export const retentionModule = defineModule({
  name: 'retention',
  resolvers: [RetentionResolver],
  jobs: [applyRetention],
});
