import { sql } from 'kysely';
import type { Job } from './job.js';

/** Seven days are promised to clients; a month leaves room for one that was away. */
const keptDays = 30;

/** What a key answered a month ago is forgotten: it names people and policies, and nobody retries any more. */
export const forgetIdempotencyKeys: Job = {
  name: 'forget idempotency keys',
  work: (context) =>
    context.db.write(async (em) => {
      await sql`
        delete from idempotency_record
        where recorded_at < ${context.clock.now()}::timestamptz - make_interval(days => ${keptDays})`.execute(
        em.getKysely(),
      );
      return false;
    }),
};
