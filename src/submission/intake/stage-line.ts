import { copyValue } from '../../database/copy-value.js';
import type { CheckedPolicyRow } from '../../policy/policy-row.js';

/** The columns of the stage in the order of a line. */
export const stageColumns = `row_number int not null, action text not null, policy_no text not null,
  credit_code text not null, enterprise_name text not null, product_code text not null, starts_on date not null,
  ends_on date not null, premium numeric(14,2) not null, invoice_no text not null, share numeric(7,4) not null,
  coinsurance_no text null, as_sent jsonb null`;

interface StagedRow {
  number: number;
  action: string;
  row: CheckedPolicyRow;
}

/** A checked row as COPY takes it. */
export function stageLine({ number, action, row }: StagedRow): string {
  const fen = row.premiumFen.toString().padStart(3, '0');
  const values = [
    String(number),
    action,
    row.policyNo,
    row.creditCode,
    row.enterpriseName,
    row.product,
    row.startsOn,
    row.endsOn,
    `${fen.slice(0, -2)}.${fen.slice(-2)}`,
    row.invoiceNo,
    row.share,
    row.coinsuranceNo,
    row.asSent && JSON.stringify(row.asSent),
  ];
  return `${values.map(copyValue).join('\t')}\n`;
}
