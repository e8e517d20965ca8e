import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Refused } from '../../src/kernel/errors/refusal.js';
import { readSpreadsheet } from '../../src/spreadsheet/reading/read-spreadsheet.js';
import type { SheetRow } from '../../src/spreadsheet/row-kind.js';
import type { PolicyFileRow } from '../../src/submission/intake/policy-file.js';
import { odsCell, odsOf, odsRow, odsTable } from '../kit/ods.js';

const kind = new URL('./list-kind.ts', import.meta.url);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-ods-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

async function readFile<Row>(file: string, address = kind, options: unknown = {}) {
  try {
    const reading = await readSpreadsheet<Row>(address, file, options);
    try {
      const rows: Row[] = [];
      for await (const batch of reading.batches) rows.push(...batch.rows);
      return { rows, notes: reading.notes(), format: reading.format };
    } finally {
      await reading.close();
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { refused: error.refusals.map(({ code }) => code) };
  }
}

let files = 0;

async function read(bytes: Uint8Array) {
  const file = path.join(folder, String((files += 1)));
  fs.writeFileSync(file, bytes);
  const { rows, ...rest } = await readFile<SheetRow>(file);
  return { ...rest, numbers: rows?.map(({ number }) => number), texts: rows?.map(({ texts }) => texts), rows };
}

const heads = odsRow(odsCell('编号'), odsCell('名称'), odsCell('日期'));
const typed = (attributes: string, text: string) =>
  `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`;

describe('an OpenDocument spreadsheet', () => {
  test('returns texts, numbers, dates and percentages unchanged', async () => {
    const rows = [
      odsRow(
        typed('office:value-type="float" office:value="10123456"', '0010123456'),
        odsCell('甲<text:s text:c="2"/>乙<text:span>（䶮）</text:span>'),
        typed('office:value-type="date" office:date-value="2024-03-01T23:59:00"', '2024年3月1日'),
      ),
      odsRow(
        typed('table:formula="of:=&quot;H-S26&quot;" office:value-type="string"', 'H-S26'),
        `<table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation><text:p>丙</text:p></table:table-cell>`,
        odsCell('2024/3/2'),
      ),
      odsRow(typed('office:value-type="float" office:value="2.53520000000000E+19"', '25352000000000010006')),
      odsRow(typed('table:formula="of:=[.B2]" office:value-type="string"', '甲')),
    ];
    const { format, texts, rows: read_ } = await read(await odsOf(odsTable('名单', heads, ...rows)));
    expect(format).toBe('ODS');
    expect(texts?.slice(0, 2)).toEqual([
      { code: '0010123456', name: '甲  乙（䶮）', day: '2024-03-01' },
      { code: 'H-S26', name: '丙', day: '2024-03-02' },
    ]);
    expect(read_?.slice(2).flatMap(({ faults }) => faults.map(({ code }) => code))).toEqual([
      'CELL_LOST_PRECISION',
      'CELL_IS_FORMULA',
    ]);
  });

  test('counts rows as the program shows them, and reports hidden ones', async () => {
    const rows = [
      '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
      odsRow(odsCell('A-1'), odsCell('甲')).replace('<table:table-row', '<table:table-row table:visibility="filter"'),
      odsRow(odsCell('A-2'), odsCell('乙')).replace(
        '<table:table-row',
        '<table:table-row table:number-rows-repeated="2"',
      ),
      '<table:table-row table:number-rows-repeated="1048568"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    ];
    const { numbers, notes } = await read(await odsOf(odsTable('名单', heads, ...rows)));
    expect(numbers).toEqual([5, 6, 7]);
    expect(notes).toEqual([{ code: 'FILE_HIDDEN_ROWS_READ', path: ['file'], details: { count: 1, rows: ['5'] } }]);
  });

  test('returns the sheet with matching headings', async () => {
    const tables =
      odsTable('汇总', odsRow(odsCell('合计'))) + odsTable('明细', heads, odsRow(odsCell('A-1'), odsCell('甲')));
    const { texts, notes } = await read(await odsOf(tables));
    expect(texts).toEqual([{ code: 'A-1', name: '甲' }]);
    expect(notes?.map(({ code }) => code)).toEqual(['FILE_SHEET_CHOSEN']);
  });

  const good = odsTable('名单', heads, odsRow(odsCell('A-1'), odsCell('甲')));
  test.each([
    ['a text document', {}, { mimetype: 'application/vnd.oasis.opendocument.text' }, 'FILE_TYPE_UNKNOWN'],
    ['a password', {}, { manifest: '<encryption-data/>' }, 'FILE_PROTECTED'],
    ['macros', {}, { manifest: '<file-entry full-path="Basic/Standard/script-lc.xml"/>' }, 'FILE_HAS_MACROS'],
    [
      'rows without end',
      {
        table: good.replace(
          '</table:table>',
          `<table:table-row table:number-rows-repeated="1000000">${odsCell('A')}</table:table-row></table:table>`,
        ),
      },
      {},
      'FILE_TOO_COMPLEX',
    ],
    [
      'an invalid count',
      { table: good.replace('<table:table-row>', '<table:table-row table:number-rows-repeated="-1">') },
      {},
      'FILE_DAMAGED',
    ],
    ['a cell without end', { table: good.replace('甲', '<text:s text:c="1000000"/>甲') }, {}, 'FILE_CELL_TOO_LONG'],
  ])('with %s is refused', async (_, { table = good }: { table?: string }, options, code) => {
    expect((await read(await odsOf(table, options))).refused).toEqual([code]);
  });
});

const policies = new URL('../../src/submission/intake/policy-file.ts', import.meta.url);
const rules = {
  policyYear: 2024,
  maximumTermMonths: 12,
  termEndInclusive: true,
  products: [{ code: 'PRODUCT_LIABILITY', name: '产品责任保险' }],
};

/** The template, filled in with LibreOffice 7.4: numbers typed below the example row, in row 3 and 4. */
test.each(['xlsx', 'ods'])('the template filled in with LibreOffice, as .%s', async (extension) => {
  const file = path.join(folder, `typed.${extension}`);
  fs.copyFileSync(path.join(import.meta.dirname, 'files', `typed-in-libreoffice.${extension}`), file);
  const { rows } = await readFile<PolicyFileRow>(file, policies, rules);
  expect(rows?.map(({ number, good, sent }) => [number, good?.policyNo, good?.enterpriseName, sent[7]])).toEqual([
    [3, '00012345678901234567', '福建䶮科技（测试）有限公司', '25352000000000010006'],
    [4, 'PZ-2', '甲有限公司', '35012345678912345678'],
  ]);
});
