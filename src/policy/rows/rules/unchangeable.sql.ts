import { type RawBuilder, sql } from 'kysely';
import type { Executor } from '../../../database/session/executor.js';

/**
 * As SQL: selects those of these policies that may not change, each with the code of the refusal. An excluded policy
 * must not come back under the same number; a policy in a spot check stays as it was drawn; a policy that an approved
 * proposal counts is final.
 */
export function unchangeable(ids: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select given.id, case
      when exists (select from policy_exclusion where policy_id = given.id and lifted_at is null) then 'POLICY_EXCLUDED'
      when exists (select from spot_check_item where policy_id = given.id and status in ('TO_EXAMINE', 'RECORDED'))
        then 'POLICY_UNDER_CHECK'
      when given.id in (select settled.id from settled_policies(${ids}) as settled (id)) then 'POLICY_SETTLED' end as code
    from unnest(${ids}) as given (id)`;
}

/** Returns the code of the refusal to change this policy; undefined where it may change. */
export async function whyUnchangeable(session: Executor, policyId: string) {
  const { rows } = await sql<{ code: 'POLICY_EXCLUDED' | 'POLICY_UNDER_CHECK' | 'POLICY_SETTLED' }>`
    select code from (${unchangeable(sql`array[${policyId}::uuid]`)}) as found where code is not null`.execute(
    session.getKysely(),
  );
  return rows[0]?.code;
}
