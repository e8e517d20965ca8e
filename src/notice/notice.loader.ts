import { findByKeys } from '../database/entity-rows.js';
import { defineListLoader, defineLoader } from '../kernel/loader.js';
import { NoticeRelease, PublicityNotice } from './notice.js';

export const noticeById = defineLoader(
  'notice by id',
  (em, ids) => findByKeys(em, PublicityNotice, 'id', ids),
  (notice) => notice.id,
);

export const releaseById = defineLoader(
  'release by id',
  (em, ids) => findByKeys(em, NoticeRelease, 'id', ids),
  (release) => release.id,
);

/** Loads all releases of a notice, the oldest first. */
export const releasesOfNotice = defineListLoader('releases of notice', async (em, ids) => {
  const releases = await em.find(NoticeRelease, { noticeId: { $in: [...ids] } }, { orderBy: { number: 'asc' } });
  return releases.map((release) => Object.assign(release, { loaderKey: release.noticeId }));
});
