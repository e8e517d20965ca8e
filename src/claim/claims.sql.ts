import { type RawBuilder, sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { recordEvents } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { type MovedClaims, requireMove } from './claim.states.js';

/** The data of status events; the statement has a CTE named `moved` with the columns was and became. */
const statusEvents = (reason: string | RawBuilder<unknown> | null): RawBuilder<unknown> => sql`
  select id as subject_id, programme_id, null::uuid as institution_id, enterprise_id,
    jsonb_build_object('from', was, 'to', became, 'reason', (${reason})::text) as data
  from moved`;

/** Selects the claims of a notice: those of the revision that it publishes. */
export function ofNotice(noticeId: string): RawBuilder<unknown> {
  return sql`proposal_id = (select proposal_id from publicity_notice where id = ${noticeId}::uuid)`;
}

/**
 * Moves all claims that `which` selects in one statement, with an event for each; throws where the state machine has no
 * such move.
 */
export async function moveClaims(em: EntityManager, context: Context, move: MovedClaims): Promise<void> {
  const { from, to, which, reason = null } = move;
  requireMove(from, to);
  const change = sql`
    update claim set status = ${to}, status_changed_at = ${context.clock.now()}, version = version + 1
    where status = ${from} and ${which}
    returning id, programme_id, enterprise_id, ${from}::text as was, ${to}::text as became`;
  await recordEvents(em, context, 'CLAIM_STATUS_CHANGED', 'Claim', statusEvents(reason), change);
}

/**
 * Gives each enterprise of a computed revision a claim, or its new amounts; deletes claims that are no longer in it.
 */
export async function adoptAssessment(em: EntityManager, context: Context, proposalId: string): Promise<void> {
  await dropFallenOut(em, context, proposalId);
  await renewAmounts(em, proposalId);
  const change = sql`
    insert into claim (programme_id, enterprise_id, proposal_id, list, status, calculated_amount, cap_cut, budget_cut,
      granted_amount, status_changed_at, version)
    select proposal.programme_id, assessment.enterprise_id, proposal.id, proposal.list, 'PROPOSED', calculated, product_cut + cap_cut,
      budget_cut, granted, ${context.clock.now()}, 1
    from assessment join subsidy_proposal as proposal on proposal.id = assessment.proposal_id
    where proposal.id = ${proposalId}::uuid and not exists (select from claim
      where claim.programme_id = proposal.programme_id and claim.enterprise_id = assessment.enterprise_id
        and claim.list = proposal.list)
    order by assessment.enterprise_id
    returning id, programme_id, enterprise_id, null::text as was, status as became`;
  await recordEvents(em, context, 'CLAIM_STATUS_CHANGED', 'Claim', statusEvents(null), change);
}

async function dropFallenOut(em: EntityManager, context: Context, proposalId: string): Promise<void> {
  const change = sql`
    delete from claim using subsidy_proposal as proposal
    where proposal.id = ${proposalId}::uuid and claim.programme_id = proposal.programme_id and claim.list = proposal.list
      and claim.status = 'PROPOSED' and not exists (select from assessment
        where assessment.proposal_id = proposal.id and assessment.enterprise_id = claim.enterprise_id)
    returning claim.id, claim.programme_id, claim.enterprise_id, claim.status as was, null::text as became`;
  const reason = 'not in the next revision';
  await recordEvents(em, context, 'CLAIM_STATUS_CHANGED', 'Claim', statusEvents(reason), change);
}

async function renewAmounts(em: EntityManager, proposalId: string): Promise<void> {
  await sql`
    update claim set proposal_id = proposal.id, calculated_amount = calculated, 
      cap_cut = assessment.product_cut + assessment.cap_cut,
      budget_cut = assessment.budget_cut, granted_amount = granted, version = claim.version + 1
    from assessment join subsidy_proposal as proposal on proposal.id = assessment.proposal_id
    where proposal.id = ${proposalId}::uuid and claim.programme_id = proposal.programme_id and claim.list = proposal.list
      and claim.enterprise_id = assessment.enterprise_id
      and claim.status in ('PROPOSED', 'IN_REVIEW')`.execute(em.getKysely());
}
