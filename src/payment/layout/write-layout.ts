import iconv from 'iconv-lite';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { writeXlsxStream } from 'hucre/xlsx';
import { parseYuan } from '../../kernel/values/money.js';
import type { Payee } from '../payees/payee-check.js';
import { neutralise, sheetText } from '../../spreadsheet/text/write-text.js';
import {
  type LayoutColumn,
  type LayoutData,
  LayoutDelimiter,
  LayoutEncoding,
  LayoutField,
  LayoutFormat,
  TotalsLine,
} from './payment-layout.js';

/** One payment with the values that a layout may show. */
export interface LayoutLine extends Payee {
  amount: string;
}

/** The values that all lines of a file share. */
export interface LayoutBatch {
  programme: string;
  batchNumber: number;
  releasedOn: string;
  lineCount: number;
  totalAmount: string;
}

/** A text that cannot be written in the encoding of the layout. */
export class NotEncodable extends Error {
  constructor(
    readonly reference: string,
    readonly text: string,
  ) {
    super(`${reference}: ${text}`);
  }
}

/** Writes a batch in a layout, line by line. */
export async function writeLayout(
  layout: LayoutData,
  batch: LayoutBatch,
  lines: AsyncIterable<LayoutLine>,
): Promise<Buffer> {
  const rows = rowsOf(layout, batch, lines);
  return layout.format === LayoutFormat.XLSX ? writeSheet(rows) : writeText(layout, rows);
}

interface Row {
  reference: string;
  cells: string[];
}

async function* rowsOf(
  { columns, headings, totals, totalsLabel }: LayoutData,
  batch: LayoutBatch,
  lines: AsyncIterable<LayoutLine>,
): AsyncGenerator<Row, void> {
  const total = { reference: totalsLabel, cells: totalsOf(columns, batch, totalsLabel) };
  if (headings) yield { reference: '', cells: columns.map(({ heading }) => heading.trim()) };
  if (totals === TotalsLine.FIRST) yield total;
  let serial = 0;
  for await (const line of lines) {
    serial += 1;
    const place = serial;
    yield { reference: line.reference, cells: columns.map((column) => cellOf(column, batch, line, place)) };
  }
  if (totals === TotalsLine.LAST) yield total;
}

function cellOf({ field, text }: LayoutColumn, batch: LayoutBatch, line: LayoutLine, serial: number): string {
  switch (field) {
    case LayoutField.SERIAL:
      return String(serial);
    case LayoutField.REFERENCE:
      return line.reference;
    case LayoutField.CREDIT_CODE:
      return line.creditCode;
    case LayoutField.HOLDER:
      return neutralise(line.holder);
    case LayoutField.BANK_NAME:
      return neutralise(line.bankName);
    case LayoutField.BANK_CODE:
      return line.bankCode;
    case LayoutField.ACCOUNT_NUMBER:
      return line.accountNumber;
    case LayoutField.AMOUNT:
      return line.amount;
    case LayoutField.AMOUNT_IN_FEN:
      return String(parseYuan(line.amount));
    case LayoutField.BATCH_NUMBER:
      return String(batch.batchNumber);
    case LayoutField.PROGRAMME:
      return batch.programme;
    case LayoutField.RELEASED_ON:
      return batch.releasedOn;
    case LayoutField.TEXT:
      return neutralise(text ?? '');
  }
}

/**
 * Returns the row of totals: the label in the first column without a figure, the number of payments in SERIAL, the sum
 * under amounts.
 */
function totalsOf(columns: LayoutColumn[], { lineCount, totalAmount }: LayoutBatch, label: string): string[] {
  let labelled = false;
  return columns.map(({ field }) => {
    if (field === LayoutField.SERIAL) return String(lineCount);
    if (field === LayoutField.AMOUNT) return totalAmount;
    if (field === LayoutField.AMOUNT_IN_FEN) return String(parseYuan(totalAmount));
    if (labelled) return '';
    labelled = true;
    return label.trim();
  });
}

async function writeSheet(rows: AsyncIterable<Row>): Promise<Buffer> {
  const cells = (async function* () {
    for await (const row of rows) yield row.cells.map(sheetText);
  })();
  return buffer(Readable.fromWeb(writeXlsxStream(cells, { name: '拨付清单' }) as never));
}

const delimiters: Record<LayoutDelimiter, string> = {
  [LayoutDelimiter.COMMA]: ',',
  [LayoutDelimiter.TAB]: '\t',
  [LayoutDelimiter.BAR]: '|',
  [LayoutDelimiter.SEMICOLON]: ';',
};

async function writeText({ encoding, delimiter }: LayoutData, rows: AsyncIterable<Row>): Promise<Buffer> {
  const mark = delimiters[delimiter];
  const quote = (text: string) =>
    text.includes(mark) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const parts: Uint8Array[] = encoding === LayoutEncoding.UTF_8_BOM ? [Buffer.from('\uFEFF')] : [];
  for await (const { reference, cells } of rows) {
    const line = `${cells.map(quote).join(mark)}\r\n`;
    parts.push(encoding === LayoutEncoding.GBK ? encodeGbk(reference, line) : Buffer.from(line));
  }
  return Buffer.concat(parts);
}

function encodeGbk(reference: string, line: string): Uint8Array {
  const bytes = iconv.encode(line, 'gbk');
  if (iconv.decode(bytes, 'gbk') === line) return bytes;
  const lacking = [...line].filter((sign) => iconv.decode(iconv.encode(sign, 'gbk'), 'gbk') !== sign);
  throw new NotEncodable(reference, lacking.join(''));
}
