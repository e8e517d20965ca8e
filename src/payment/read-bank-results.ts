import { parseCsv, readXlsx } from 'hucre';
import { parseYuan } from '../kernel/money.js';
import { Refused } from '../kernel/refusal.js';
import { refusePayment } from './payment.refusals.js';
import type { BankResult } from './payments.sql.js';

/** The columns of a bank's result file, found by their headings in any order. */
const headings = {
  reference: ['付款编号', 'reference'],
  amount: ['金额', 'amount'],
  outcome: ['结果', '拨付结果', 'result'],
  reason: ['失败原因', '退回原因', 'reason'],
  bankReference: ['银行流水号', '流水号', 'bank reference'],
} as const;

const paid = ['成功', 'success', 'paid'];
const failed = ['失败', '退回', 'failed'];

type Column = keyof typeof headings;

/** Reads the bank's answer, XLSX or CSV (UTF-8 or GB18030); throws a refusal that names the row and the column. */
export async function readBankResults(bytes: Buffer): Promise<BankResult[]> {
  const rows = await readRows(bytes).catch((error: unknown) => {
    if (error instanceof Refused) throw error;
    throw unreadable('neither an XLSX nor a CSV file');
  });
  const header = rows.findIndex((cells) =>
    cells.some((cell) => (headings.reference as readonly string[]).includes(cell)),
  );
  if (header < 0) throw unreadable(`no column ${headings.reference[0]}`);
  const columns = columnsOf(rows[header] as string[]);
  return rows
    .slice(header + 1)
    .map((cells, index) => ({ cells, row: header + index + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .map(({ cells, row }) => resultOf((column) => cells[columns[column]] ?? '', row));
}

async function readRows(bytes: Buffer): Promise<string[][]> {
  const isZip = bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'));
  const rows = isZip ? ((await readXlsx(bytes)).sheets[0]?.rows ?? []) : parseCsv(decode(bytes));
  return rows.map((cells) => Array.from(cells, (cell) => (cell == null ? '' : String(cell).normalize('NFKC').trim())));
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  }
}

function columnsOf(header: string[]): Record<Column, number> {
  const found = Object.entries(headings).map(([column, names]) => [
    column,
    header.findIndex((cell) => (names as readonly string[]).includes(cell.toLowerCase())),
  ]);
  const missing = found.find(([column, place]) => place === -1 && ['amount', 'outcome'].includes(column as string));
  if (missing) throw unreadable(`no column ${headings[missing[0] as Column][0]}`);
  return Object.fromEntries(found) as Record<Column, number>;
}

function resultOf(cell: (column: Column) => string, row: number): BankResult {
  const outcome = cell('outcome').toLowerCase();
  if (!paid.includes(outcome) && !failed.includes(outcome)) {
    throw unreadable(`row ${row}, ${headings.outcome[0]}: "${cell('outcome')}" is neither 成功 nor 失败`);
  }
  const amount = amountOf(cell('amount'));
  if (amount === undefined) throw unreadable(`row ${row}, ${headings.amount[0]}: "${cell('amount')}" is no amount`);
  const isPaid = paid.includes(outcome);
  const reason = isPaid ? null : cell('reason');
  return { reference: cell('reference'), amount, paid: isPaid, reason, bankReference: cell('bankReference') || null };
}

/** Text as it was written, with or without thousands separators; a spreadsheet's number has at most two decimals. */
function amountOf(text: string): string | undefined {
  const plain = text.replaceAll(',', '');
  return parseYuan(plain) === undefined ? undefined : plain;
}

function unreadable(fault: string): Refused {
  return new Refused(refusePayment('PAYMENT_RESULTS_UNREADABLE', null, { fault }));
}
