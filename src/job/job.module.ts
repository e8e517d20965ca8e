import { IdempotencyRecord } from '../database/idempotency.js';
import { defineModule } from '../module.js';
import { forgetIdempotencyKeys } from './forget-idempotency-keys.js';

export const jobModule = defineModule({ name: 'job', entities: [IdempotencyRecord], jobs: [forgetIdempotencyKeys] });
