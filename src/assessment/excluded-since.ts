import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Refused } from '../kernel/errors/refusal.js';
import { refuseAssessment } from './assessment.refusals.js';

/** How many policies that count in a revision have been kept out since it was computed: blocked, or failed in a spot check. */
export async function countExcludedSince(em: EntityManager, proposalId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct line.policy_id)::int as count
    from policy_exclusion as exclusion join insured_enterprise as insured using (policy_id)
      join assessment_line as line on line.proposal_id = ${proposalId}::uuid
        and line.enterprise_id = insured.enterprise_id and line.policy_id = insured.policy_id
    where exclusion.lifted_at is null`.execute(em.getKysely());
  return rows[0]?.count ?? 0;
}

/** A list with policies that are known not to count goes no further: the next revision leaves them out. */
export async function requireNoneExcludedSince(em: EntityManager, proposalId: string): Promise<void> {
  const count = await countExcludedSince(em, proposalId);
  if (count > 0) throw new Refused(refuseAssessment('POLICIES_EXCLUDED_SINCE', ['proposalId'], { count }));
}
