import { sql } from 'kysely';
import { recordEvent } from '../../event/record-event.js';
import type { StoredThing } from '../../granted/long-lived.js';
import { refuseUpload } from '../../upload/upload.refusals.js';
import { SubmissionStatus } from '../submission.js';
import { named } from '../../database/schema/columns.js';

export const policyFileKind = 'POLICY_FILE';

/** Stops the work on a file whose sender has lost the right to send it; rows accepted before stay accepted. */
export const policyFiles: StoredThing = {
  kind: policyFileKind,
  name: '保单文件处理',
  end: async (em, context, id) => {
    const fault = refuseUpload('GRANT_ENDED', ['file']);
    const { rows } = await sql<{ programmeId: string; institutionId: string; uploadId: string | null }>`
      update submission set status = 'FAILED', finished_at = ${context.clock.now()},
        fault_found = ${JSON.stringify(fault)}::jsonb
      where id = ${id}::uuid and status in ('QUEUED', 'PROCESSING')
      returning ${named('programme_id', 'institution_id', 'upload_id')}`.execute(em.getKysely());
    const ended = rows[0];
    if (!ended) return false;
    await sql`delete from upload where id = ${ended.uploadId}::uuid`.execute(em.getKysely());
    const { programmeId, institutionId } = ended;
    const subject = { type: 'Submission', id };
    const data = { status: SubmissionStatus.FAILED };
    await recordEvent(em, context, { type: 'POLICIES_SUBMITTED', subject, programmeId, institutionId, data });
    return true;
  },
};
