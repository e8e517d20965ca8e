import { sql } from 'kysely';
import { refuseRow } from '../policy-row.refusals.js';
import type { RefusedRow, Stage } from '../stage.js';
import { named } from '../../../database/schema/columns.js';

/**
 * Refuses shares (共保) that would bring a contract above 100 per cent over all its insurers (§1). The contract is locked
 * until the commit.
 */
export async function refuseShares(stage: Stage): Promise<RefusedRow[]> {
  const found = await stage.removeRows(sql<{ rowNumber: number; contract: string; sum: string }>`
    with stored as (
      select * from coinsured_shares(array(
        select distinct coinsurance_no from ${stage.as('stage')} where coinsurance_no is not null and ${stage.isCompared}))
    ), corrected as (
      -- What a correction replaces does not count beside what it brings.
      select stage.coinsurance_no, stage.credit_code, sum(policy.share) as share
      from ${stage.as('stage')} join policy on policy.institution_id = ${stage.institutionId}::uuid
          and policy.policy_no = stage.policy_no and policy.status = 'ACCEPTED'
          and policy.coinsurance_no = stage.coinsurance_no
        join enterprise on enterprise.id = policy.enterprise_id and enterprise.credit_code = stage.credit_code
      where stage.action = 'CORRECT' group by 1, 2
    ), summed as (
      select coinsurance_no, credit_code,
        sum(stage.share) + coalesce(max(stored.share), 0) - coalesce(max(corrected.share), 0) as share
      from ${stage.as('stage')} left join stored using (coinsurance_no, credit_code)
        left join corrected using (coinsurance_no, credit_code)
      where coinsurance_no is not null group by coinsurance_no, credit_code
    )
    select ${named('row_number')}, coinsurance_no as contract, trim_scale(summed.share)::text as sum
    from ${stage.as('stage')} join summed using (coinsurance_no, credit_code)
    where summed.share > 100 and ${stage.isCompared}`);
  return found.map(({ rowNumber, contract, sum }) => ({
    rowNumber,
    refusal: refuseRow('COINSURANCE_OVER_100', ['share'], { contract, sum }),
  }));
}
