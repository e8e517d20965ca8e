import { sql } from 'kysely';
import { EventType } from '../event/event.js';
import { recordEvents } from '../event/record-event.js';
import type { Job } from '../job/job.js';

const pieceOfWork = 200;
/** A scan that belongs to no request is deleted after so many days. */
const daysWithoutRequest = 3;

/**
 * Deletes scans of identity papers, and the person as typed, so many days after the request was decided. What stays is
 * that somebody was verified, by whom and when.
 */
export const forgetPapers: Job = {
  name: 'delete identity papers',
  work: (context) =>
    context.system.write(async (em) => {
      const before = (days: number) => new Date(context.clock.now().getTime() - days * 86_400_000);
      await sql`
          delete from identity_paper
          where person_check_id is null and uploaded_at < ${before(daysWithoutRequest)}`.execute(em.getKysely());
      const { rows } = await sql<{ id: string }>`
          select id from person_check where sealed_person is not null and decided_at < ${before(context.identityPaperDays)}
          order by decided_at limit ${pieceOfWork} for update skip locked`.execute(em.getKysely());
      if (rows.length === 0) return false;
      const ids = rows.map(({ id }) => id);
      await sql`delete from identity_paper where person_check_id = any(${ids}::uuid[])`.execute(em.getKysely());
      const change = sql`
          update person_check set sealed_person = null where id = any(${ids}::uuid[]) returning id`;
      const subjects = sql`
          select id as subject_id, null::uuid as programme_id, null::uuid as institution_id, null::uuid as enterprise_id,
            '{}'::jsonb as data from moved`;
      await recordEvents(em, context, EventType.IDENTITY_PAPERS_DELETED, 'PersonCheck', subjects, change);
      return rows.length === pieceOfWork;
    }),
};
