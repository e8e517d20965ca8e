import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { findLocked } from '../database/find-locked.js';
import { forgetGranted } from '../granted/enter-granted.js';
import { Refused } from '../kernel/errors/refusal.js';
import { exportKind } from './end-with-grant.js';
import { refuseExport } from './export.refusals.js';
import { ExportStatus, ListExport } from './list-export.js';

/** Cancels an export of the viewer and deletes what was written. Returns its id. */
export function cancelExport({ viewer, clock, system }: Context, id: string | undefined): Promise<string> {
  const { accountId, role, subjectId } = viewer;
  const now = clock.now();
  return system.write(async (em) => {
    const own = { accountId: accountId as string, role, subjectId, expiresAt: { $gt: now } };
    const found = id ? await findLocked(em, ListExport, { id, ...own }) : null;
    if (!found) throw new Refused(refuseExport('EXPORT_NOT_FOUND', ['exportId']));
    if (found.status === ExportStatus.CANCELLED) return found.id;
    found.status = ExportStatus.CANCELLED;
    found.finishedAt = now;
    await em.flush();
    await sql`delete from list_export_part where export_id = ${found.id}::uuid`.execute(em.getKysely());
    await forgetGranted(em, exportKind, found.id);
    return found.id;
  });
}
