import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../access/context.js';

const pieceOfWork = 1_000;

/** Limits look back one day; for some time after that, somebody may want to see why. */
const keptDays = 3;
const before = (instant: Date) => sql`${instant}::timestamptz - ${keptDays} * interval '1 day'`;

/**
 * What has long ended: codes and failed sign-ins, by the clock that they go by, and the OAuth server's state, by the real
 * one. Answers whether there may be more.
 */
export async function forgetEnded({ system, clock }: Context): Promise<boolean> {
  return system.write(async (em) => {
    const forget = async (table: string, key: string, ended: RawBuilder<unknown>) => {
      const { numAffectedRows } = await sql`
        delete from ${sql.table(table)} where ${sql.ref(key)} in (
          select ${sql.ref(key)} from ${sql.table(table)} where ${ended} limit ${pieceOfWork})`.execute(em.getKysely());
      return Number(numAffectedRows ?? 0);
    };
    const counts = [
      await forget('oauth_state', 'id_digest', sql`expires_at < ${before(new Date())}`),
      await forget('one_time_code', 'id', sql`expires_at < ${before(clock.now())}`),
      await forget('sign_in_failure', 'id', sql`failed_at < ${before(clock.now())}`),
    ];
    return counts.some((count) => count >= pieceOfWork);
  });
}
