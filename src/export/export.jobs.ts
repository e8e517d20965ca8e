import { sql } from 'kysely';
import { forgetGranted } from '../granted/enter-granted.js';
import { readTime } from '../database/read-time.js';
import { itemJob } from '../job/item-job.js';
import type { Job } from '../job/job.js';
import { exportKind } from './end-with-grant.js';
import { writeNextExport } from './writing/write-export.js';

/** Writes exports page by page; exports take turns. */
export const writeExports: Job = {
  name: 'write exports',
  work: (context, aside) => writeNextExport(context, aside),
  nextDue: (context) =>
    context.db.inSnapshot((em) =>
      readTime(em, sql`select min(next_at) as at from list_export where status = 'WRITING'`),
    ),
};

/** Deletes expired files. */
export const deleteExports = itemJob<{ id: string }>({
  name: 'delete exports',
  follows: 'exports',
  atOnce: 20,
  find: async (em, { clock }, { limit, except }) => {
    const { rows } = await sql<{ id: string }>`
      select id from list_export where expires_at <= ${clock.now()}::timestamptz and id <> all(${except}::uuid[])
      order by expires_at limit ${limit} for update skip locked`.execute(em.getKysely());
    return rows;
  },
  work: async (em, _, exports) => {
    for (const { id } of exports) {
      await sql`delete from list_export where id = ${id}::uuid`.execute(em.getKysely());
      await forgetGranted(em, exportKind, id);
    }
  },
  nextDue: (context) => context.db.inSnapshot((em) => readTime(em, sql`select min(expires_at) as at from list_export`)),
});
