import { IdempotencyRecord } from '../database/idempotency.js';
import { defineModule } from '../module.js';
import { RetentionRun } from './retention-run.js';

export const jobModule = defineModule({ name: 'job', entities: [IdempotencyRecord, RetentionRun] });
