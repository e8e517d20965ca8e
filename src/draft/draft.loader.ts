import { defineLoader } from '../kernel/loader.js';
import { Draft } from './draft.js';
import { ProgrammeAttachment } from './attachment/programme-attachment.js';

export const draftById = defineLoader(
  'draft by id',
  (em, ids) => em.find(Draft, { id: { $in: [...ids] } }),
  (draft) => draft.id,
);

export const programmeAttachmentById = defineLoader(
  'programme attachment by id',
  (em, ids) => em.find(ProgrammeAttachment, { id: { $in: [...ids] } }),
  (attachment) => attachment.id,
);
