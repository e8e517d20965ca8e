import { createHash } from 'node:crypto';
import { writeXlsx } from 'hucre';
import { csvValue, neutralise, sheetText } from '../spreadsheet/write-text.js';
import type { Vault } from '../kernel/vault.js';
import { applicationNumberPlace } from '../claim/claim-application.js';
import type { FileLine } from './payments.sql.js';

/** The columns of the treasury's file, and of the bank's result, which comes back with the last three filled. */
export const fileHeadings = ['付款编号', '统一社会信用代码', '户名', '开户行', '联行号', '账号', '金额'] as const;

export const fileFormats = ['xlsx', 'csv'] as const;
export type FileFormat = (typeof fileFormats)[number];

export const mediaTypes: Record<FileFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

export interface TreasuryFile {
  format: FileFormat;
  bytes: Buffer;
  sha256: string;
}

/** The batch as the treasury needs it, with whole account numbers; identifiers are text, so that no digit is lost. */
export async function writeTreasuryFiles(vault: Vault, lines: FileLine[]): Promise<TreasuryFile[]> {
  const rows = [[...fileHeadings], ...lines.map((line) => cellsOf(vault, line))];
  const csv = `\uFEFF${rows.map((row) => row.map(csvValue).join(',')).join('\r\n')}\r\n`;
  const xlsx = await writeXlsx({ sheets: [{ name: '拨付清单', rows: rows.map((row) => row.map(sheetText)) }] });
  return [treasuryFile('xlsx', Buffer.from(xlsx)), treasuryFile('csv', Buffer.from(csv))];
}

function cellsOf(vault: Vault, line: FileLine): string[] {
  const { reference, creditCode, holder, bankName, bankCode, sealedNumber, amount } = line;
  const number = vault.open(sealedNumber, applicationNumberPlace);
  return [reference, creditCode, neutralise(holder), neutralise(bankName), bankCode, number, amount];
}

function treasuryFile(format: FileFormat, bytes: Buffer): TreasuryFile {
  return { format, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}
