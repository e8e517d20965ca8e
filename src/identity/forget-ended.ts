import { type RawBuilder, sql } from 'kysely';
import type { Context } from './context.js';

const pieceOfWork = 1_000;

/** Limits look back one day; for some time after that, somebody may want to see why. */
const keptDays = 3;

/**
 * What has long ended: the OAuth server's state, which it dates by the machine's own clock, codes and failed sign-ins.
 * Answers whether there may be more.
 */
export async function forgetEnded({ system, clock }: Context): Promise<boolean> {
  const before = sql`${clock.now()}::timestamptz - make_interval(days => ${keptDays})`;
  return system.write(async (em) => {
    const forget = async (table: string, key: string, ended: RawBuilder<unknown>) => {
      const { numAffectedRows } = await sql`
        delete from ${sql.table(table)} where ${sql.ref(key)} in (
          select ${sql.ref(key)} from ${sql.table(table)} where ${ended} limit ${pieceOfWork})`.execute(em.getKysely());
      return Number(numAffectedRows ?? 0);
    };
    const counts = [
      await forget('oauth_state', 'id_digest', sql`expires_at < now() - make_interval(days => ${keptDays})`),
      await forget('one_time_code', 'id', sql`expires_at < ${before}`),
      await forget('sign_in_failure', 'id', sql`failed_at < ${before}`),
    ];
    return counts.some((count) => count >= pieceOfWork);
  });
}
