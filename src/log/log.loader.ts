import { sql } from 'kysely';
import { named, selectOf } from '../database/schema/columns.js';
import { defineListLoader } from '../kernel/loader.js';
import { type RecipientChange, changeColumns } from './recipient-change.js';

/** Returns the key of a line of a release, which `changesOfLine` parses. */
export const lineKey = (releaseId: string, creditCode: string): string => `${releaseId} ${creditCode}`;

export const changesOfLine = defineListLoader<string, RecipientChange>('changesOfLine', async (em, keys) => {
  const { rows } = await sql<RecipientChange & { loaderKey: string }>`
    select ${selectOf(changeColumns('change'))}, ${named('line.key as loader_key')}
    from unnest(${keys}::text[]) as line (key)
      join notice_release as release on release.id = split_part(line.key, ' ', 1)::uuid
      join feed_change as change
        on change.notice_id = release.notice_id and change.credit_code = split_part(line.key, ' ', 2)
    order by change.position`.execute(em.getKysely());
  return rows;
});
