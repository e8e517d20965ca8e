import { sql } from 'kysely';
import { refusePolicyRow } from '../policy-row.refusals.js';
import type { RefusedRow, Stage } from '../stage.js';
import { named } from '../../../database/schema/columns.js';

/**
 * Refuses new rows whose number a policy of the institution already has, from this submission or an earlier one (§3
 * four).
 */
export async function refuseDuplicates(stage: Stage): Promise<RefusedRow[]> {
  const { institutionId, submissionId } = stage;
  const found = await stage.removeRows(sql<{ rowNumber: number; policyNo: string; earlier: number | null }>`
    select ${named('stage.row_number', 'stage.policy_no')},
      case when policy.submission_id = ${submissionId}::uuid then policy.row_number end as earlier
    from ${stage.as('stage')} cross join lateral (
        -- One look into the index a row: a table that has just grown a thousandfold has no statistics to plan by.
        select submission_id, row_number from policy
        where institution_id = ${institutionId}::uuid and policy_no = stage.policy_no and status = 'ACCEPTED'
        limit 1
      ) as policy
    where stage.action = 'NEW' and ${stage.isCompared}`);
  return found.map(({ rowNumber, policyNo, earlier }) => ({
    rowNumber,
    refusal:
      earlier === null
        ? refusePolicyRow('POLICY_NO_DUPLICATE', ['policyNo'], { found: policyNo })
        : refusePolicyRow('POLICY_NO_REPEATED', ['policyNo'], { found: policyNo, row: earlier }),
  }));
}
