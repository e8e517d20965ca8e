import { findByKeys } from '../database/entity-rows.js';
import { defineListLoader, defineLoader } from '../kernel/loader.js';
import { Objection, ObjectionAttachment, ObjectionFiling } from './objection.js';

export const objectionById = defineLoader(
  'objection by id',
  (em, ids) => findByKeys(em, Objection, 'id', ids),
  (objection) => objection.id,
);

export const filingOfObjection = defineLoader(
  'filing of objection',
  (em, ids) => findByKeys(em, ObjectionFiling, 'objectionId', ids),
  (filing) => filing.objectionId,
);

export const attachmentById = defineLoader(
  'objection attachment by id',
  (em, ids) => findByKeys(em, ObjectionAttachment, 'id', ids),
  (attachment) => attachment.id,
);

export const attachmentsOfChallenge = defineListLoader('attachments of challenge', async (em, ids) => {
  const found = await em.find(ObjectionAttachment, { challengeId: { $in: [...ids] } }, { orderBy: { id: 'asc' } });
  return found.map((attachment) => Object.assign(attachment, { loaderKey: attachment.challengeId }));
});
