import { sql } from 'kysely';
import { searchKeysOf } from '../kernel/text/search-key.js';
import { itemJob, type ItemJob } from './item-job.js';

const atOnce = 500;

/**
 * Completes the search keys of a table's names. The database folds a name when its row is written. It cannot add pinyin
 * and Simplified characters; this job adds them later, so that a file of a million companies does not wait for them.
 */
export function completeNameKeys(table: string): ItemJob {
  const rowsOf = sql.table(table);
  return itemJob<{ id: string; name: string }>({
    name: `complete name keys of ${table}`,
    atOnce,
    find: async (em, _, { limit, except }) => {
      const { rows } = await sql<{ id: string; name: string }>`
        select id, name from ${rowsOf} where strpos(name_key, E'\n') = 0 and id <> all(${except}::uuid[])
        limit ${limit} for update skip locked`.execute(em.getKysely());
      return rows;
    },
    work: async (em, _, rows) => {
      const keys = await searchKeysOf(rows.map(({ name }) => name));
      await sql`
        update ${rowsOf} as named set name_key = given.key
        from unnest(${rows.map(({ id }) => id)}::uuid[], ${keys}::text[]) as given (id, key)
        where named.id = given.id`.execute(em.getKysely());
    },
  });
}
