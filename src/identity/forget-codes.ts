import { sql } from 'kysely';
import type { Job } from '../job/job.js';

/** The limits on codes and on wrong passwords look back one day. */
const keptDays = 2;

/** Codes and failed sign-ins are forgotten once no limit counts them: they tell which number was where, and when. */
export const forgetCodes: Job = {
  name: 'forget codes',
  work: (context) =>
    context.db.write(async (em) => {
      const before = sql`${context.clock.now()}::timestamptz - make_interval(days => ${keptDays})`;
      await sql`delete from one_time_code where created_at < ${before}`.execute(em.getKysely());
      await sql`delete from sign_in_failure where failed_at < ${before}`.execute(em.getKysely());
      return false;
    }),
};
