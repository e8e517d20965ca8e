import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Claim } from '../../claim/claim.js';
import { ClaimStatus } from '../../claim/claim-status.js';
import { readClaimsLeft } from '../../claim/corrections/claims-left.sql.js';
import { openRecoveryOf } from '../../recovery/open-recovery.js';
import { raiseRecovery } from '../../recovery/raise-recovery.js';
import { Refused } from '../../kernel/errors/refusal.js';
import type { Context } from '../../access/context.js';
import { Role } from '../../access/role.js';
import type { Policy } from '../../policy/policy.js';
import { refuseInspection } from '../inspection.refusals.js';

const paid = [ClaimStatus.PAID, ClaimStatus.RECOVERING];

/**
 * Recovers what was paid for a policy that was just excluded: the granted amount, less the amount of the other policies
 * by the same caps. Where these reach the cap without it, nothing was paid for it.
 */
export async function recoverPaid(
  em: EntityManager,
  context: Context,
  { id: policyId, programmeId, enterpriseId }: Policy,
  { reason, repayBy }: { reason: string; repayBy: string | null },
): Promise<void> {
  // Waits for orders of payment: either the order sees that the policy is excluded, or the claim is seen as ordered
  // here.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`pay/${programmeId}`}, 0))`.execute(em.getKysely());
  const science = context.viewer.role === Role.SCIENCE;
  const lockMode = science ? LockMode.PESSIMISTIC_WRITE : undefined;
  const { rows } = await sql<{ id: string }>`
    select claim.id from claim where programme_id = ${programmeId}::uuid and enterprise_id = ${enterpriseId}::uuid
      and exists (select from assessment_line as line where line.proposal_id = claim.proposal_id
        and line.enterprise_id = claim.enterprise_id and line.policy_id = ${policyId}::uuid)`.execute(em.getKysely());
  const claim = rows[0] ? await em.findOne(Claim, { id: rows[0].id }, { lockMode }) : null;
  if (!claim || !paid.includes(claim.status)) return;
  const [found] = await readClaimsLeft(em, sql`id = ${claim.id}::uuid`);
  if (!found || found.excess === '0.00') return;
  const amount = found.excess;
  if (!science) throw new Refused(refuseInspection('RECOVERY_IS_FOR_SCIENCE', ['itemId']));
  if (claim.status === ClaimStatus.PAID) await openRecoveryOf(em, context, claim, { amount, reason, repayBy });
  else await raiseRecovery(em, context, claim, { amount, repayBy });
}
