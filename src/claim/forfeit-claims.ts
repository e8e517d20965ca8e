import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { dayOf } from '../kernel/dates.js';
import type { Context } from '../access/context.js';
import type { Job } from '../job/job.js';
import { ClaimStatus } from './claim-status.js';
import { moveClaims } from './claims.sql.js';
import { readClaimsLeft } from './claims-left.sql.js';

const pieceOfWork = 500;

/**
 * Claims that were not confirmed in time are given up (§3 six), by the gateway itself. Only those of companies that were
 * told, by a message that arrived or by a service notice, and that were reminded: nobody loses a subsidy untold.
 */
export const forfeitClaims: Job = {
  name: 'forfeit claims',
  work: (context) => context.db.write(async (em) => (await forfeit(em, context, pieceOfWork)) === pieceOfWork),
};

/** The same at once, by the platform's hand; answers how many. */
export function forfeitExpiredClaims(context: Context): Promise<number> {
  return context.db.write((em) => forfeit(em, context, null));
}

async function forfeit(em: EntityManager, context: Context, limit: number | null): Promise<number> {
  const expired = sql`status = ${ClaimStatus.AWAITING_CLAIM} and claim_by < ${dayOf(context.clock.now())}::date`;
  // While its amount is being checked, an enterprise cannot claim, so its time does not run out.
  const held = (await readClaimsLeft(em, expired)).filter(({ excess }) => excess !== '0.00').map(({ id }) => id);
  const { rows } = await sql<{ id: string }>`
    select id from claim
    where ${expired} and id <> all(${held}::uuid[])
      and told_at is not null and reminded_at is not null
    order by id limit ${limit}::int for update skip locked`.execute(em.getKysely());
  if (rows.length === 0) return 0;
  const which = sql`id = any(${rows.map(({ id }) => id)}::uuid[])`;
  const reason = 'not claimed in time';
  await moveClaims(em, context, { from: ClaimStatus.AWAITING_CLAIM, to: ClaimStatus.FORFEITED, which, reason });
  return rows.length;
}
