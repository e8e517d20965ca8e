import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { writeXlsx } from 'hucre/xlsx';
import { ZipFile } from 'yazl';
import { afterAll, describe, expect, test } from 'vitest';
import { Refused } from '../../src/kernel/errors/refusal.js';
import { readSpreadsheet } from '../../src/spreadsheet/reading/read-spreadsheet.js';
import type { SheetRow } from '../../src/spreadsheet/row-kind.js';

const kind = new URL('./list-kind.ts', import.meta.url);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-reading-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

let files = 0;

/** All rows of a file, or the code that it was refused with. */
async function read(bytes: string | Uint8Array, options = {}) {
  const file = path.join(folder, String((files += 1)));
  fs.writeFileSync(file, bytes);
  try {
    // One sender's files are read by one process, one after the other.
    const reading = await readSpreadsheet<SheetRow>(kind, file, options, { sender: 'reading.test' });
    try {
      const rows: SheetRow[] = [];
      for await (const batch of reading.batches) rows.push(...batch.rows);
      return { rows, texts: rows.map(({ texts }) => texts), notes: reading.notes(), format: reading.format };
    } finally {
      await reading.close();
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { refused: error.refusals.map(({ code }) => code) };
  }
}

const utf16 = (text: string, bigEndian = false) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

const csv = '编号,名称,日期\nA-1,甲公司,2024-03-01\n';
const row = { code: 'A-1', name: '甲公司', day: '2024-03-01' };

describe('every encoding is strict to its last byte', () => {
  test.each([
    ['UTF-8', Buffer.from(csv)],
    ['UTF-8 with two byte-order marks', Buffer.from(`\ufeff\ufeff${csv}`)],
    ['UTF-16LE', utf16(csv)],
    ['UTF-16BE', utf16(csv, true)],
    ['UTF-16LE without a mark', utf16(csv).subarray(2)],
    ['UTF-16BE without a mark', utf16(csv, true).subarray(2)],
    ['UTF-8 that ends as files of older systems do', Buffer.from(`${csv}\u001a`)],
  ])('%s is read', async (_, bytes) => {
    expect((await read(bytes)).texts).toEqual([row]);
  });

  const lone = Buffer.concat([utf16('编号,名称\nA-1,'), Buffer.from([0x00, 0xd8, 0x2c, 0x00])]);
  test.each([
    ['UTF-16LE with an odd last byte', Buffer.concat([utf16(csv), Buffer.from([0x41])])],
    ['UTF-16BE with an odd last byte', Buffer.concat([utf16(csv, true), Buffer.from([0x41])])],
    ['half a surrogate pair', lone],
    ['NDJSON with an odd last byte', Buffer.concat([utf16('{"code":"A-1","name":"甲"}\n'), Buffer.from([0x41])])],
    ['a UTF-8 mark and GB18030', Buffer.concat([Buffer.from('\ufeff编号,名称\nA-1,'), Buffer.from([0xbc, 0xd7])])],
  ])('%s is refused', async (_, bytes) => {
    expect(await read(bytes)).toEqual({ refused: ['FILE_ENCODING_UNKNOWN'] });
  });
});

test('line ends of every kind, also mixed, are line ends', async () => {
  const { texts } = await read('编号,名称\r\nA-1,甲\nA-2,乙\rA-3,丙\r\n\r\nA-4,"丁\n戊"\n');
  expect(texts?.map(({ code }) => code)).toEqual(['A-1', 'A-2', 'A-3', 'A-4']);
});

test('an unclosed quotation mark never loses a line silently', async () => {
  const { rows } = await read('编号,名称,备注\nA-1,甲,"x\nA-2,乙,y\nA-3,丙,"z\nA-4,丁,\n');
  expect(rows?.map(({ texts, faults }) => [texts['code'], faults.map(({ code }) => code)])).toEqual([
    [undefined, ['ROW_SWALLOWED']],
    ['A-4', []],
  ]);
});

test('texts protected from conversion to numbers are read as the texts', async () => {
  const { texts } = await read('编号,名称\n="0012",甲\n"=""H-S26""",乙\n\'=1,丙\n');
  expect(texts?.map(({ code }) => code)).toEqual(['0012', 'H-S26', '=1']);
});

test('a formula is not accepted as an identifier', async () => {
  const { rows } = await read('编号,名称\n=A1,甲\n"=T(""H-1"")",乙\n');
  expect(rows?.flatMap(({ faults }) => faults.map(({ code }) => code))).toEqual(['CELL_IS_FORMULA', 'CELL_IS_FORMULA']);
});

test('lines of JSON may have any line end, and none is skipped', async () => {
  const { rows } = await read(
    '{"编号":"A-1","名称":"甲"}\r{"编号":"A-2","名称":"乙"}\r\n{"号":1}\n{"code":["x"]}\r{}\r',
  );
  expect(rows?.map(({ number, texts, faults }) => [number, texts['code'] ?? faults[0]?.code])).toEqual([
    [1, 'A-1'],
    [2, 'A-2'],
    [3, 'ROW_UNREADABLE'],
    [4, 'ROW_UNREADABLE'],
  ]);
});

test('headings with tabs behind them do not make the tab the delimiter', async () => {
  expect((await read('编号\t,名称\t,日期\t\nA-1\t,甲公司\t,2024-03-01\t\n')).texts).toEqual([row]);
});

test('dates in every spelling', async () => {
  const days = [
    '2024-03-01 23:59',
    '2024/3/1 24:00:00',
    '２０２４-０３-０１',
    '20240301',
    '2024年3月1日23时59分',
    '45352',
  ];
  const { texts } = await read(`编号,名称,日期\n${days.map((day, at) => `A-${at},甲,${day}`).join('\n')}`);
  expect(texts?.map(({ day }) => day)).toEqual(days.map(() => '2024-03-01'));
});

test('a text that is not a date is returned as typed', async () => {
  const days = ['2024年2月30日', '2024/13/1', '20240230', '２０２４/２/３０', '三月一日', '99999'];
  const { texts } = await read(`编号,名称,日期\n${days.map((day, at) => `A-${at},甲,${day}`).join('\n')}`);
  expect(texts?.map(({ day }) => day)).toEqual(days);
});

test('all usual spellings of an empty cell are read as empty', async () => {
  const { texts } = await read(
    '编号,名称,日期,金额,备注\nA-1,甲,/,-,—\nA-2,无,无,N/A,无此项\nA-3,丙,不适用,暂无,#N/A\n',
  );
  expect(texts).toEqual([
    { code: 'A-1', name: '甲' },
    { code: 'A-2', name: '无', note: '无此项' },
    { code: 'A-3', name: '丙' },
  ]);
});

test('a line with a key twice is not a row', async () => {
  const { rows } = await read('{"code":"A-1","code":"A-2","name":"甲"}\n{"编号":"A-1","代码":"A-2","name":"甲"}\n');
  expect(rows?.flatMap(({ faults }) => faults.map(({ code }) => code))).toEqual(['ROW_UNREADABLE', 'ROW_UNREADABLE']);
});

test.each([
  ['<html><table>', 'FILE_IS_WEB_PAGE'],
  ['<?xml version="1.0"?><Workbook/>', 'FILE_IS_WEB_PAGE'],
  ['[{"code":"A-1"}]', 'FILE_IS_JSON_ARRAY'],
  ['%PDF-1.7', 'FILE_TYPE_UNKNOWN'],
  ['\n<!-- x --><table>', 'FILE_IS_WEB_PAGE'],
  ['{\\rtf1 x}', 'FILE_TYPE_UNKNOWN'],
  ['ID;PWXL;N;E\r\nC;Y1;X1;K"编号"', 'FILE_TYPE_UNKNOWN'],
  ['TABLE\r\n0,1\r\n"EXCEL"', 'FILE_TYPE_UNKNOWN'],
  ['', 'FILE_EMPTY'],
  ['\ufeff', 'FILE_EMPTY'],
])('%j is named', async (text, code) => {
  expect(await read(text)).toEqual({ refused: [code] });
});

describe('a workbook', () => {
  const heads = ['编号', '名称', '日期'];

  test('returns the sheet with matching headings, not the first one', async () => {
    const sheets = [
      { name: '汇总', rows: [['合计', 1]] },
      { name: '明细', rows: [['某某名单'], heads, ['A-1', '甲公司', '2024-03-01']] },
    ];
    const { texts, notes } = await read(await writeXlsx({ sheets }));
    expect(texts).toEqual([row]);
    expect(notes).toEqual([{ code: 'FILE_SHEET_CHOSEN', path: ['file'], details: { sheet: '明细' } }]);
  });

  test('with two such sheets is refused, unless one is named as in the template', async () => {
    const rows = [heads, ['A-1', '甲公司', '2024-03-01']];
    const two = await writeXlsx({ sheets: ['1月', '2月'].map((name) => ({ name, rows })) });
    expect(await read(two)).toEqual({ refused: ['FILE_SHEETS_DOUBTFUL'] });
    const named = await writeXlsx({ sheets: ['1月', '名单'].map((name) => ({ name, rows })) });
    expect((await read(named)).texts).toEqual([row]);
  });

  test('shows identifiers as their format does', async () => {
    const cells = new Map(
      ['0000000000', '"PZ"0000', '00-0000', '0', '#,##0', 'FJ00000000'].map((numFmt, at) => [
        `${at + 1},0`,
        { value: 10_123, type: 'number' as const, style: { numFmt } },
      ]),
    );
    const rows = [heads, ...[1, 2, 3, 4, 5, 6].map(() => [10_123, '甲', null])];
    const { texts } = await read(await writeXlsx({ sheets: [{ name: 'S', rows, cells }] }));
    expect(texts?.map(({ code }) => code)).toEqual([
      '0000010123',
      'PZ10123',
      '01-0123',
      '10123',
      '10123',
      'FJ00010123',
    ]);
  });

  test('with the 1904 date system has dates of that system, with and without a format', async () => {
    const cells = new Map([['1,2', { value: 43_890, type: 'number' as const, style: { numFmt: 'yyyy-mm-dd' } }]]);
    const rows = [heads, ['A-1', '甲公司', 43_890], ['A-1', '甲公司', 43_890]];
    const bytes = await writeXlsx({ sheets: [{ name: 'S', rows, cells }], dateSystem: '1904' });
    expect((await read(bytes)).texts).toEqual([row, row]);
  });

  test.each([
    ['a shared string that is not there', '<row r="2"><c t="s"><v>7</v></c></row>'],
    ['a style that is not there', '<row r="2"><c s="9"><v>7</v></c></row>'],
    ['rows that go back', '<row r="3"><c><v>1</v></c></row><row r="2"><c><v>1</v></c></row>'],
    ['an invalid row number', '<row r="1e400"><c><v>1</v></c></row>'],
    ['two values in a cell', '<row r="2"><c><v>15</v><v>20</v></c></row>'],
    ['an empty reference to a shared string', '<row r="2"><c t="s"><v></v></c></row>'],
    ['a cell of no known type', '<row r="2"><c t="x"><v>1</v></c></row>'],
    ['neither true nor false', '<row r="2"><c t="b"><v>2</v></c></row>'],
    ['a cell twice', '<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>'],
  ])('with %s is damaged', async (_, rows) => {
    const heading = `<row r="1">${['编号', '名称'].map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
    expect(await read(await rawWorkbook(heading + rows))).toEqual({ refused: ['FILE_DAMAGED'] });
  });

  test('with a cell that has a value and an inline string returns the value', async () => {
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const rows = `<row r="1">${cell('编号')}${cell('名称')}${cell('金额')}</row><row r="2">${cell('A')}${cell('甲')}<c><v>1500.00</v><is><t>20</t></is></c></row>`;
    expect((await read(await rawWorkbook(rows))).texts).toEqual([{ code: 'A', name: '甲', amount: '1500.00' }]);
  });

  test('with a part that differs from its checksum is damaged', async () => {
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const rows = ['编号', 'A'].map((text) => `<row>${cell(text)}${cell(text === 'A' ? '甲' : '名称')}</row>`).join('');
    const bytes = await rawWorkbook(rows);
    expect((await read(bytes)).texts).toHaveLength(1);
    // The CRC-32 in the directory of the archive, 30 bytes before the name of the part.
    bytes[bytes.lastIndexOf('xl/worksheets/') - 30]! ^= 1;
    expect(await read(bytes)).toEqual({ refused: ['FILE_DAMAGED'] });
  });

  test('with hidden rows reports that they were read', async () => {
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const rows = `<row r="1">${cell('编号')}${cell('名称')}</row><row r="2" hidden="1">${cell('A')}${cell('甲')}</row>`;
    const { texts, notes } = await read(await rawWorkbook(rows));
    expect(texts).toHaveLength(1);
    expect(notes).toMatchObject([{ code: 'FILE_HIDDEN_ROWS_READ', details: { count: 1, rows: ['2'] } }]);
  });
});

const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook whose sheet is written by hand, with names in another case and a backslash, as some programs have them. */
function rawWorkbook(sheetData: string): Promise<Buffer> {
  const zip = new ZipFile();
  const add = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name);
  add('[content_types].xml', '<Types/>');
  add('_rels/.rels', `<R><Relationship Id="a" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></R>`);
  add('xl/Workbook.xml', '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>');
  add(
    'xl/_rels/workbook.xml.rels',
    `<R><Relationship Id="b" Type="${rel}/worksheet" Target="worksheets\\sheet1.xml"/></R>`,
  );
  add('xl/worksheets/Sheet1.xml', `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`);
  zip.end();
  return buffer(zip.outputStream);
}
