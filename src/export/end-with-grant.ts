import { sql } from 'kysely';
import type { StoredThing } from '../granted/long-lived.js';

export const exportKind = 'EXPORT';

/** Exports end with the grant to read their rows: the file is deleted, even if it is incomplete. */
export const exportedFiles: StoredThing = {
  kind: exportKind,
  name: '批量导出文件',
  end: async (em, _, id) => {
    const { rows } = await sql`delete from list_export where id = ${id}::uuid returning id`.execute(em.getKysely());
    return rows.length > 0;
  },
};
