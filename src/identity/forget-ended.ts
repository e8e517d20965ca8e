import { type RawBuilder, sql } from 'kysely';
import type { Context } from './context.js';

const pieceOfWork = 1_000;

/** Limits look back one day; for some time after that, somebody may want to see why. */
const kept = sql`now() - interval '3 days'`;

/** What has long ended: the OAuth server's state, codes, failed sign-ins. Answers whether there may be more. */
export async function forgetEnded({ system }: Context): Promise<boolean> {
  return system.write(async (em) => {
    const forget = async (table: string, key: string, ended: RawBuilder<unknown>) => {
      const { numAffectedRows } = await sql`
        delete from ${sql.table(table)} where ${sql.ref(key)} in (
          select ${sql.ref(key)} from ${sql.table(table)} where ${ended} limit ${pieceOfWork})`.execute(em.getKysely());
      return Number(numAffectedRows ?? 0);
    };
    const counts = [
      await forget('oauth_state', 'id_digest', sql`expires_at < ${kept}`),
      await forget('one_time_code', 'id', sql`expires_at < ${kept}`),
      await forget('sign_in_failure', 'id', sql`failed_at < ${kept}`),
    ];
    return counts.some((count) => count >= pieceOfWork);
  });
}
