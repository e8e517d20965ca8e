import { sql } from 'kysely';
import { dayOf } from '../kernel/dates.js';
import type { Job } from '../job/job.js';
import { endNotice } from './close-notice.js';
import { NoticeStatus, PublicityNotice } from './notice.js';

/** A notice closes by itself once its last working day is over (§3 five), one at a time, by the gateway that gets its lock. */
export const closeDueNotices: Job = {
  name: 'close notices',
  work: (context) =>
    context.db.write(async (em) => {
      const { rows } = await sql<{ id: string }>`
        select id from publicity_notice
        where status = ${NoticeStatus.OPEN} and closes_on < ${dayOf(context.clock.now())}::date
        order by closes_on limit 1 for update skip locked`.execute(em.getKysely());
      const [due] = rows;
      if (due) await endNotice(em, context, await em.findOneOrFail(PublicityNotice, { id: due.id }));
      return due !== undefined;
    }),
};
