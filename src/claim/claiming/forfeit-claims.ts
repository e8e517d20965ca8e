import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { dayOf } from '../../kernel/values/dates.js';
import { onceFor } from '../../database/idempotency.js';
import type { Context } from '../../access/context.js';
import type { Portion } from '../../job/item-job.js';
import { requireProgramme } from '../../programme/find-programme.js';
import { ClaimStatus } from '../claim-status.js';
import { moveClaims } from '../claims.sql.js';
import { readClaimsLeft } from '../corrections/claims-left.sql.js';

export interface ForfeitExpiredClaims {
  programme: string;
  idempotencyKey: string;
}

/**
 * Forfeits the expired claims of one programme when the platform requests it; returns how many. It waits for
 * transactions that lock one of the claims, so that all are counted.
 */
export function forfeitExpiredClaims(context: Context, input: ForfeitExpiredClaims): Promise<number> {
  const accountId = context.viewer.accountId as string;
  const now = context.clock.now();
  const request = { accountId, operation: 'forfeitExpiredClaims', key: input.idempotencyKey, input, now };
  return context.db.write((em) =>
    onceFor(em, request, async () => {
      const { id } = await requireProgramme(em, input.programme);
      const expired = await lockExpired(em, context, sql`programme_id = ${id}::uuid`, sql`for update`);
      if (expired.length > 0) await forfeit(em, context, expired);
      return expired.length;
    }),
  );
}

/**
 * Finds expired claims for the job, without those that another transaction has locked; they are left for its next run.
 */
export function findExpired(
  em: EntityManager,
  context: Context,
  { limit, except }: Portion,
): Promise<{ id: string }[]> {
  return lockExpired(em, context, sql`id <> all(${except}::uuid[])`, sql`limit ${limit} for update skip locked`);
}

async function lockExpired(
  em: EntityManager,
  context: Context,
  where: RawBuilder<unknown>,
  taken: RawBuilder<unknown>,
): Promise<{ id: string }[]> {
  const expired = sql`status = ${ClaimStatus.AWAITING_CLAIM} and claim_by < ${dayOf(context.clock.now())}::date
    and ${where}`;
  // An enterprise cannot claim while its amount is checked, so its time does not end.
  const onHold = (await readClaimsLeft(em, expired)).filter(({ excess }) => excess !== '0.00').map(({ id }) => id);
  const { rows } = await sql<{ id: string }>`
    select id from claim
    where ${expired} and id <> all(${onHold}::uuid[])
      and told_at is not null and reminded_at is not null
    order by id ${taken}`.execute(em.getKysely());
  return rows;
}

export function forfeit(em: EntityManager, context: Context, expired: { id: string }[]): Promise<void> {
  const which = sql`id = any(${expired.map(({ id }) => id)}::uuid[])`;
  const reason = 'not claimed in time';
  return moveClaims(em, context, { from: ClaimStatus.AWAITING_CLAIM, to: ClaimStatus.FORFEITED, which, reason });
}
