import { messageOf, type Refusal, Refused } from '../../kernel/errors/refusal.js';
import { readBytes } from '../../spreadsheet/read-bytes.js';
import type { BankResultRow } from './bank-result-row.js';
import { refusePayment } from '../payment.refusals.js';
import type { BankResult } from '../payments.sql.js';

const bankResultRow = new URL('./bank-result-row.js', import.meta.url);

/** The limit of rows; a batch has some thousand lines. */
const mostResults = 200_000;

/** Reads the bank's results from a workbook or a text file; throws a refusal that names the row and the column. */
export async function readBankResults(bytes: Buffer): Promise<BankResult[]> {
  const rows = await readBytes<BankResultRow>(bankResultRow, bytes, null, mostResults).catch((error: unknown) => {
    throw error instanceof Refused ? unreadable(...faultsOf(error.refusals[0] as Refusal)) : error;
  });
  return rows.map((row) => {
    if ('fault' in row) throw unreadable(row.fault.en, row.fault.zh);
    return row.result;
  });
}

function faultsOf(refusal: Refusal): [en: string, zh: string] {
  const missing = refusal.code === 'HEADING_MISSING' ? refusal.details.missing?.[0] : undefined;
  return missing
    ? [`no column ${missing}`, `没有“${missing}”列`]
    : [messageOf(refusal, 'en').replace(/\.$/, ''), messageOf(refusal, 'zh').replace(/。$/, '')];
}

function unreadable(what: string, whatInChinese: string): Refused {
  return new Refused(refusePayment('PAYMENT_RESULTS_UNREADABLE', null, { what, whatInChinese }));
}
