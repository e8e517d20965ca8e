import { sql } from 'kysely';
import type { StoredThing } from '../granted/long-lived.js';
import { refuseUpload } from '../upload/upload.refusals.js';

export const listFileKind = 'LIST_FILE';

/** Stops checking a list whose sender has lost the right to send it. */
export const listFiles: StoredThing = {
  kind: listFileKind,
  name: '名单文件处理',
  end: async (em, { clock }, id) => {
    const fault = refuseUpload('GRANT_ENDED', ['file']);
    const { numAffectedRows } = await sql`
      update list_import set status = 'FAILED', fault_found = ${JSON.stringify(fault)}::jsonb,
        checked_at = ${clock.now()}
      where id = ${id}::uuid and status in ('QUEUED', 'CHECKING')`.execute(em.getKysely());
    if (!numAffectedRows) return false;
    await sql`delete from upload where id = ${id}::uuid`.execute(em.getKysely());
    return true;
  },
};
