import { sql } from 'kysely';
import { searchKeysOf } from '../kernel/name-key.js';
import type { Job } from './job.js';

const atOnce = 500;

/**
 * The search keys of a table's names. The database folds a name when its row is written; what it cannot do, pinyin and
 * Simplified characters, is added here a moment later, so that a file of a million companies does not wait for it.
 */
export function completeNameKeys(table: string): Job {
  const rowsOf = sql.table(table);
  return {
    name: `complete name keys of ${table}`,
    work: (context) =>
      context.db.write(async (em) => {
        const kysely = em.getKysely();
        const { rows } = await sql<{ id: string; name: string }>`
          select id, name from ${rowsOf} where strpos(name_key, E'\n') = 0
          limit ${atOnce} for update skip locked`.execute(kysely);
        if (rows.length === 0) return false;
        const keys = await searchKeysOf(rows.map(({ name }) => name));
        await sql`
          update ${rowsOf} as named set name_key = given.key
          from unnest(${rows.map(({ id }) => id)}::uuid[], ${keys}::text[]) as given (id, key)
          where named.id = given.id`.execute(kysely);
        return rows.length === atOnce;
      }),
  };
}
