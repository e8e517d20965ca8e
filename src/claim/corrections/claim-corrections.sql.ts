import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../access/context.js';
import type { Correction } from '../../notice/releases/releases.sql.js';
import { ClaimStatus } from '../claim-status.js';
import { moveClaims, ofNotice } from '../claims.sql.js';

/** Lowers the amounts of claims whose published lines were corrected; stores each change with its reason. */
export async function correctAmounts(
  em: EntityManager,
  { clock }: Context,
  noticeId: string,
  corrections: Correction[],
  reason: string,
): Promise<void> {
  const corrected = sql`
    select claim.id, claim.enterprise_id, claim.granted_amount, correction.amount
    from jsonb_to_recordset(${JSON.stringify(corrections)}::jsonb)
        as correction ("creditCode" text, remove boolean, amount numeric(14,2))
      join enterprise on enterprise.credit_code = correction."creditCode"
      join claim on ${ofNotice(noticeId)} and claim.enterprise_id = enterprise.id
    where not correction.remove and correction.amount is distinct from claim.granted_amount
      and correction.amount is not null
    order by claim.id for update of claim`;
  await sql`
    with corrected as materialized (${corrected}), kept as (
      insert into claim_correction (claim_id, enterprise_id, excluded, amount_before, amount_after, reason, corrected_at)
      select id, enterprise_id, false, granted_amount, amount, ${reason}, ${clock.now()}::timestamptz from corrected
    )
    update claim set granted_amount = corrected.amount, version = claim.version + 1,
      correction_cut = correction_cut + claim.granted_amount - corrected.amount
    from corrected where claim.id = corrected.id`.execute(em.getKysely());
}

interface Exclusion {
  from: ClaimStatus;
  which: RawBuilder<unknown>;
  reason: string;
  /** The approved revision without these companies, where that is the reason. */
  approved?: string;
}

/** Excludes claims: nothing is granted any more, and the reason is stored with the amount that was removed. */
export async function excludeClaims(
  em: EntityManager,
  context: Context,
  { from, which, reason, approved }: Exclusion,
): Promise<void> {
  await moveClaims(em, context, { from, to: ClaimStatus.EXCLUDED, which, reason });
  await sql`
    with excluded as materialized (
      select id, enterprise_id, granted_amount from claim
      where status = ${ClaimStatus.EXCLUDED} and ${which} and not exists (
        select from claim_correction where claim_id = claim.id and excluded)
    ), kept as (
      insert into claim_correction (claim_id, enterprise_id, excluded, proposal_id, amount_before, amount_after, reason,
        corrected_at)
      select id, enterprise_id, true, ${approved ?? null}::uuid, granted_amount, 0, ${reason},
        ${context.clock.now()}::timestamptz
      from excluded
    )
    update claim set granted_amount = 0, correction_cut = correction_cut + claim.granted_amount
    from excluded where claim.id = excluded.id`.execute(em.getKysely());
}
