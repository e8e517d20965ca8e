import { findByKeys } from '../database/entity-rows.js';
import { defineLoader } from '../kernel/loader.js';
import { Submission } from './submission.js';

export const submissionById = defineLoader(
  'submission by id',
  (em, ids) => findByKeys(em, Submission, 'id', ids),
  (submission) => submission.id,
);
