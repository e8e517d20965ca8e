import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { findUnwritableInLine } from '../../src/kernel/text/text.js';
import {
  LayoutDelimiter,
  LayoutEncoding,
  LayoutField,
  LayoutFormat,
  TotalsLine,
} from '../../src/payment/layout/payment-layout.js';
import { NotEncodable, writeLayout } from '../../src/payment/layout/write-layout.js';
import { withoutGuard } from '../../src/spreadsheet/text/write-text.js';
import { texts } from './strings.js';

/* Any text that the entrances let in comes back the same from a payment file, whatever its layout. */

const delimiters = { COMMA: ',', TAB: '\t', BAR: '|', SEMICOLON: ';' };
const batch = { programme: 'FJ-2025', batchNumber: 1, releasedOn: '2025-09-01', lineCount: 2, totalAmount: '2.00' };
const line = { creditCode: 'C', bankCode: '102391000012', accountNumber: '0062170001', amount: '1.00' };
const kept = texts(6).map((all) =>
  all.map((text) => text.trim()).filter((text) => text && !findUnwritableInLine(text)),
);

const layoutOf = (format: LayoutFormat, encoding: LayoutEncoding, delimiter: LayoutDelimiter, text: string) => ({
  format,
  encoding,
  delimiter,
  headings: true,
  totals: TotalsLine.NONE,
  totalsLabel: '',
  columns: [
    { field: LayoutField.REFERENCE, heading: '付款编号' },
    { field: LayoutField.HOLDER, heading: '户名' },
    { field: LayoutField.BANK_NAME, heading: '开户行' },
    { field: LayoutField.ACCOUNT_NUMBER, heading: '账号' },
    { field: LayoutField.TEXT, heading: '用途', text },
  ],
});

async function* linesOf(names: string[]) {
  for (const [at, name] of names.entries()) yield { ...line, reference: `R-${at}`, holder: name, bankName: name };
}
const wanted = (names: string[], text: string) =>
  names.map((name, at) => [`R-${at}`, name, name, line.accountNumber, text]);
const plain = (rows: unknown[][]) => rows.slice(1).map((row) => row.map((cell) => withoutGuard(String(cell))));

test('a workbook', async () => {
  await fc.assert(
    fc.asyncProperty(kept, async ([text = 'x', ...names]) => {
      const layout = layoutOf(LayoutFormat.XLSX, LayoutEncoding.UTF_8, LayoutDelimiter.COMMA, text);
      const { sheets } = await readXlsx(await writeLayout(layout, batch, linesOf(names)));
      expect(plain(sheets[0]?.rows ?? [])).toEqual(wanted(names, text));
    }),
    { numRuns: 20, endOnFailure: true },
  );
});

const encodings = Object.values(LayoutEncoding);
test.each(Object.values(LayoutDelimiter).flatMap((mark) => encodings.map((encoding) => [mark, encoding] as const)))(
  'a text, %s, %s',
  async (mark, encoding) => {
    await fc.assert(
      fc.asyncProperty(kept, async ([text = 'x', ...names]) => {
        const layout = layoutOf(LayoutFormat.TEXT, encoding, mark, text);
        const bytes = await writeLayout(layout, batch, linesOf(names)).catch((error: unknown) => error);
        const isGbk = encoding === LayoutEncoding.GBK;
        if (isGbk && bytes instanceof NotEncodable) return;
        const file = isGbk ? iconv.decode(bytes as Buffer, 'gbk') : (bytes as Buffer).toString('utf8');
        const rows = parse(file, { delimiter: delimiters[mark], bom: true }) as string[][];
        expect(plain(rows)).toEqual(wanted(names, text));
      }),
      { numRuns: 20, endOnFailure: true },
    );
  },
);
