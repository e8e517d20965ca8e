import { sql } from 'kysely';
import { isNear } from '../calendar/working-days.sql.js';
import { dayOf } from '../kernel/values/dates.js';
import { recordEvents } from '../event/record-event.js';
import { itemJob } from '../job/item-job.js';
import { undecided } from './objection.js';

/** Working days left after today when the department is reminded (our choice). */
const workingDaysBefore = 1;

/** Reminds the department once, by an event, of an objection whose time ends soon. */
export const remindObjections = itemJob<{ id: string }>({
  name: 'remind objections',
  atOnce: 200,
  find: async (em, context, { limit, except }) => {
    const { rows } = await sql<{ id: string }>`
      select id from objection
      where ${sql.raw(undecided)} and reminded_at is null and id <> all(${except}::uuid[])
        and ${isNear(sql.ref('decide_by'), dayOf(context.clock.now()), workingDaysBefore)}
      order by id limit ${limit} for update skip locked`.execute(em.getKysely());
    return rows;
  },
  work: async (em, context, due) => {
    const change = sql`
      update objection set reminded_at = ${context.clock.now()}::timestamptz
      where id = any(${due.map(({ id }) => id)}::uuid[])
      returning id, notice_id, decide_by`;
    const subjects = sql`
      select moved.id as subject_id, notice.programme_id, null::uuid as institution_id, null::uuid as enterprise_id,
        jsonb_build_object('noticeId', moved.notice_id, 'decideBy', moved.decide_by) as data
      from moved join publicity_notice as notice on notice.id = moved.notice_id`;
    await recordEvents(em, context, 'OBJECTION_REMINDED', 'Objection', subjects, change);
  },
});
