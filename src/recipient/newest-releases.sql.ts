import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { named } from '../database/schema/columns.js';
import type { SeenRelease } from './memory/kept-releases.js';

export type NewestRelease = SeenRelease & { programmeId: string };

/** Returns the newest release of each notice for which a condition on `notice` is true. */
export async function newestReleases(em: EntityManager, condition: RawBuilder<unknown>): Promise<NewestRelease[]> {
  const { rows } = await sql<NewestRelease>`
    select distinct on (release.notice_id)
      ${named('release.id', 'release.notice_id', 'release.number', 'recipient_count', 'notice.programme_id')}
    from publicity_notice as notice join notice_release as release on release.notice_id = notice.id
    where ${condition} order by release.notice_id, release.number desc`.execute(em.getKysely());
  return rows;
}
