import { defineLoader } from '../kernel/loader.js';
import { Submission } from './submission.js';

export const submissionById = defineLoader(
  'submission by id',
  (em, ids) => em.find(Submission, { id: { $in: [...ids] } }),
  (submission) => submission.id,
);
