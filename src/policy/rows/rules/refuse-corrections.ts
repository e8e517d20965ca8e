import { sql } from 'kysely';
import type { Refusal } from '../../../kernel/errors/refusal.js';
import { refuseRow } from '../policy-row.refusals.js';
import type { FoundRow, RefusedRow, Stage } from '../stage.js';
import { unchangeable } from './unchangeable.sql.js';
import { named } from '../../../database/schema/columns.js';

interface Found extends FoundRow {
  policyNo: string;
  premium: string;
  refunded: string;
}

/** Refuses corrections whose policy does not exist, may not change, or has refunds above the new premium. */
export async function refuseCorrections(stage: Stage): Promise<RefusedRow[]> {
  const found = await stage.removeRows(sql<
    Found & {
      code:
        'CORRECTION_UNKNOWN' | 'POLICY_SETTLED' | 'POLICY_EXCLUDED' | 'POLICY_UNDER_CHECK' | 'PREMIUM_BELOW_REFUNDS';
    }
  >`
    with wanted as (
      select stage.row_number, stage.policy_no, stage.premium, policy.id, policy.refunded
      from ${stage.as('stage')} left join policy on policy.institution_id = ${stage.institutionId}::uuid
        and policy.policy_no = stage.policy_no and policy.status = 'ACCEPTED'
      where action = 'CORRECT' and ${stage.isCompared}
    ), refused as (
      select wanted.*, case when wanted.id is null then 'CORRECTION_UNKNOWN'
        else coalesce(code, case when premium < refunded then 'PREMIUM_BELOW_REFUNDS' end) end as code
      from wanted left join (${unchangeable(sql`array(select id from wanted where id is not null)`)}) as unchangeable
        on unchangeable.id = wanted.id
    )
    select ${named('row_number', 'policy_no')}, premium::text, refunded::text, code
    from refused where code is not null`);
  return found.map(({ code, ...row }) => ({
    rowNumber: row.rowNumber,
    refusal:
      code === 'PREMIUM_BELOW_REFUNDS' ? belowRefunds(row) : refuseRow(code, ['policyNo'], { found: row.policyNo }),
  }));
}

function belowRefunds({ premium: found, refunded }: Found): Refusal {
  return refuseRow('PREMIUM_BELOW_REFUNDS', ['premium'], { found, refunded });
}
