import { IdempotencyRecord } from '../database/idempotency.js';
import { defineModule } from '../module.js';

export const jobModule = defineModule({ name: 'job', entities: [IdempotencyRecord] });
