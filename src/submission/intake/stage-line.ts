import { copyValue } from '../../database/copy-value.js';
import { type StagedRow, stagedValues } from '../../policy/rows/staged-row.js';

/** Returns a checked row as a line of text for COPY. */
export function stageLine(row: StagedRow): string {
  const { as_sent: asSent, ...values } = stagedValues(row);
  const texts = [...Object.values(values), asSent && JSON.stringify(asSent)];
  return `${texts.map((value) => copyValue(value === null ? null : String(value))).join('\t')}\n`;
}
