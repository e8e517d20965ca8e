import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { writeXlsxStream } from 'hucre/xlsx';
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

/** The lines of a batch, a page at a time; begun again for each file. */
export type FilePages = () => AsyncIterable<FileLine[]>;

/**
 * The batch as the treasury needs it, with whole account numbers; identifiers are text, so that no digit is lost. One
 * file after the other, each written while its lines are read: a batch of 180,000 lines does not fit into memory as rows.
 */
export async function* writeTreasuryFiles(vault: Vault, pages: FilePages): AsyncGenerator<TreasuryFile, void> {
  yield treasuryFile('xlsx', await writeSheet(rowsOf(vault, pages)));
  yield treasuryFile('csv', await writeCsv(rowsOf(vault, pages)));
}

async function* rowsOf(vault: Vault, pages: FilePages): AsyncGenerator<string[], void> {
  yield [...fileHeadings];
  for await (const page of pages()) for (const line of page) yield cellsOf(vault, line);
}

async function writeSheet(rows: AsyncIterable<string[]>): Promise<Buffer> {
  const cells = (async function* () {
    for await (const row of rows) yield row.map(sheetText);
  })();
  return buffer(Readable.fromWeb(writeXlsxStream(cells, { name: '拨付清单' }) as never));
}

async function writeCsv(rows: AsyncIterable<string[]>): Promise<Buffer> {
  const parts = [Buffer.from('\uFEFF')];
  for await (const row of rows) parts.push(Buffer.from(`${row.map(csvValue).join(',')}\r\n`));
  return Buffer.concat(parts);
}

function cellsOf(vault: Vault, line: FileLine): string[] {
  const { reference, creditCode, holder, bankName, bankCode, sealedNumber, amount } = line;
  const number = vault.open(sealedNumber, applicationNumberPlace);
  return [reference, creditCode, neutralise(holder), neutralise(bankName), bankCode, number, amount];
}

function treasuryFile(format: FileFormat, bytes: Buffer): TreasuryFile {
  return { format, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}
