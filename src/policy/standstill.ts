import { type RawBuilder, sql } from 'kysely';

/**
 * As SQL: why a policy stands still, the code of a refusal, or null. What is kept out must not come back under the same
 * number, and what a spot check examines stays as it was drawn.
 */
export function standstillOf(policyId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case
    when exists (select from policy_exclusion where policy_id = ${policyId} and lifted_at is null) then 'POLICY_EXCLUDED'
    when exists (select from spot_check_item where policy_id = ${policyId} and status in ('TO_EXAMINE', 'RECORDED'))
      then 'POLICY_UNDER_CHECK' end`;
}
