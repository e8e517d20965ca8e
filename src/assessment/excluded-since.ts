import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Refused } from '../kernel/errors/refusal.js';
import { refuseAssessment } from './assessment.refusals.js';

/**
 * Counts policies that a revision counts and that were excluded since it was computed: blocked, or failed in a spot
 * check.
 */
export async function countExcludedSince(em: EntityManager, proposalId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct line.policy_id)::int as count
    from policy_exclusion as exclusion join insured_enterprise as insured using (policy_id)
      join assessment_line as line on line.proposal_id = ${proposalId}::uuid
        and line.enterprise_id = insured.enterprise_id and line.policy_id = insured.policy_id
    where exclusion.lifted_at is null`.execute(em.getKysely());
  return rows[0]?.count ?? 0;
}

/** Refuses to continue with a list that counts excluded policies; the next revision leaves them out. */
export async function requireNoneExcludedSince(em: EntityManager, proposalId: string): Promise<void> {
  const count = await countExcludedSince(em, proposalId);
  if (count > 0) throw new Refused(refuseAssessment('POLICIES_EXCLUDED_SINCE', ['proposalId'], { count }));
}
