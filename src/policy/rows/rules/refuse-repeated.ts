import { sql } from 'kysely';
import { refusePolicyRow } from '../policy-row.refusals.js';
import type { RefusedRow, Stage } from '../stage.js';
import { named } from '../../../database/schema/columns.js';

/** Refuses rows whose policy number an earlier row of the stage has. */
export async function refuseRepeated(stage: Stage): Promise<RefusedRow[]> {
  const found = await stage.removeRows(sql<{ rowNumber: number; policyNo: string; earlier: number }>`
    select * from (
      -- "+ 0": by the numbers' own index the planner would walk through all earlier rows for each.
      select ${named('stage.row_number', 'policy_no')},
        (select min(earlier.row_number + 0) from ${stage.as('earlier')}
          where earlier.policy_no = stage.policy_no and earlier.row_number + 0 < stage.row_number) as earlier
      from ${stage.as('stage')} where ${stage.isCompared}
    ) as numbered where earlier is not null`);
  return found.map(({ rowNumber, policyNo, earlier }) => ({
    rowNumber,
    refusal: refusePolicyRow('POLICY_NO_REPEATED', ['policyNo'], { found: policyNo, row: earlier }),
  }));
}
