import { defineListLoader, defineLoader } from '../kernel/loader.js';
import { rowsAs } from '../kernel/node.js';
import { sql } from 'kysely';
import { Objection, ObjectionAttachment, ObjectionFiling } from '../objection/objection.js';
import { NoticeRelease, PublicityNotice, Recipient } from './notice.js';
import { recipientColumns } from '../recipient/recipients.sql.js';

export const noticeById = defineLoader(
  'notice by id',
  (em, ids) => em.find(PublicityNotice, { id: { $in: [...ids] } }),
  (notice) => notice.id,
);

export const releaseById = defineLoader(
  'release by id',
  (em, ids) => em.find(NoticeRelease, { id: { $in: [...ids] } }),
  (release) => release.id,
);

/** All releases of a notice, the first one first. */
export const releasesOfNotice = defineListLoader('releases of notice', async (em, ids) => {
  const releases = await em.find(NoticeRelease, { noticeId: { $in: [...ids] } }, { orderBy: { number: 'asc' } });
  return releases.map((release) => Object.assign(release, { loaderKey: release.noticeId }));
});

export const recipientById = defineLoader(
  'recipient by id',
  async (em, ids) => {
    const { rows } = await sql<Recipient>`
      select ${recipientColumns} from recipient where id = any(${ids}::uuid[])`.execute(em.getKysely());
    return rowsAs(Recipient, rows);
  },
  (recipient) => recipient.id,
);

export const objectionById = defineLoader(
  'objection by id',
  (em, ids) => em.find(Objection, { id: { $in: [...ids] } }),
  (objection) => objection.id,
);

export const filingOfObjection = defineLoader(
  'filing of objection',
  (em, ids) => em.find(ObjectionFiling, { objectionId: { $in: [...ids] } }),
  (filing) => filing.objectionId,
);

export const attachmentById = defineLoader(
  'objection attachment by id',
  (em, ids) => em.find(ObjectionAttachment, { id: { $in: [...ids] } }),
  (attachment) => attachment.id,
);

export const attachmentsOfChallenge = defineListLoader('attachments of challenge', async (em, ids) => {
  const found = await em.find(ObjectionAttachment, { challengeId: { $in: [...ids] } }, { orderBy: { id: 'asc' } });
  return found.map((attachment) => Object.assign(attachment, { loaderKey: attachment.challengeId }));
});
