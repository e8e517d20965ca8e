import { sql } from 'kysely';
import { dayOf } from '../kernel/values/dates.js';
import { itemJob } from '../job/item-job.js';
import { endNotice } from './close-notice.js';
import { NoticeStatus, PublicityNotice } from './notice.js';

/** Closes notices after their last working day (§3 five), one at a time, in the gateway that gets the lock. */
export const closeDueNotices = itemJob<{ id: string }>({
  name: 'close notices',
  atOnce: 1,
  find: async (em, context, { limit, except }) => {
    const { rows } = await sql<{ id: string }>`
      select id from publicity_notice
      where status = ${NoticeStatus.OPEN} and closes_on < ${dayOf(context.clock.now())}::date
        and id <> all(${except}::uuid[])
      order by closes_on, id limit ${limit} for update skip locked`.execute(em.getKysely());
    return rows;
  },
  work: async (em, context, due) => {
    for (const { id } of due) await endNotice(em, context, await em.findOneOrFail(PublicityNotice, { id }));
  },
});
