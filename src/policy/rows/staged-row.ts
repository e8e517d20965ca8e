import { formatYuan } from '../../kernel/values/yuan.js';
import type { CheckedPolicyRow } from './policy-row.js';
import type { StageColumn } from './stage.js';

/** A new policy, or the correction of the policy with this number. */
export type RowAction = 'NEW' | 'CORRECT';

export interface StagedRow {
  number: number;
  action: RowAction;
  row: CheckedPolicyRow;
}

/** Returns a checked row as values of the stage, in the order of `stageColumns`. */
export function stagedValues({ number, action, row }: StagedRow): Record<StageColumn, unknown> {
  return {
    row_number: number,
    action,
    policy_no: row.policyNo,
    credit_code: row.creditCode,
    enterprise_name: row.enterpriseName,
    product_code: row.product,
    starts_on: row.startsOn,
    ends_on: row.endsOn,
    premium: formatYuan(row.premiumFen),
    invoice_no: row.invoiceNo,
    share: row.share,
    coinsurance_no: row.coinsuranceNo,
    as_sent: row.asSent,
  };
}
