import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { fromBufferPromise } from 'yauzl';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sampleOf, thorough } from '../kit/extent.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { csvOf, faultsOf, headings, upload, uploaded, valuesOf } from '../kit/upload.js';
import { rawWorkbook, sheetRow, zipOf } from '../kit/workbooks.js';
import { arrangeEnterprise, arrangeInsurer, type Person, policyRow } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
let insurer: Person;
let enterprise: Awaited<ReturnType<typeof arrangeEnterprise>>;

beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  enterprise = await arrangeEnterprise(gateway);
});
let tests = 0;
// Files of one sender are read by one process; after ten that cannot be read it waits longer for each next one.
beforeEach(async () => {
  if (tests % 6 === 0) insurer = await arrangeInsurer(gateway);
  tests += 1;
});
afterAll(() => gateway.stop());

type Value = string | number | boolean | Date | null;
const row = (changes = {}) => policyRow(enterprise, changes);
const heads = headings.split(',');

function workbook(rows: Value[][], options: object = {}, sheet: object = {}): Promise<BodyInit> {
  return writeXlsx({ sheets: [{ name: 'Sheet1', rows, ...sheet }], ...options }) as Promise<BodyInit>;
}

async function fetchBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await insurer.client.fetch(path);
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

test('a workbook is read: serial dates, the Chinese date format, numbers as text and text as numbers', async () => {
  const cells = new Map([
    ['1,4', { value: 45352, type: 'number', style: { numFmt: 'yyyy"年"m"月"d"日"' } }],
    ['1,5', { value: new Date('2024-12-31'), type: 'date' }],
    ['1,6', { value: 12_345.6, type: 'number' }],
  ]);
  const rows = [
    heads,
    valuesOf(row({ policyNo: 'X-1' })),
    valuesOf(row({ policyNo: 'X-2', premium: '１２，３４５.６０' })),
  ];
  const submission = await uploaded(insurer.client, await workbook(rows, {}, { cells }));
  expect(submission).toMatchObject({ fileFormat: 'XLSX', acceptedCount: 2, failedCount: 0 });
  const found = await gateway.sql(
    `select policy_no, starts_on::text, ends_on::text, premium from policy where policy_no like 'X-%' order by 1`,
  );
  expect(found).toEqual([
    { policy_no: 'X-1', starts_on: '2024-03-01', ends_on: '2024-12-31', premium: '12345.60' },
    { policy_no: 'X-2', starts_on: '2024-03-01', ends_on: '2025-02-28', premium: '12345.60' },
  ]);
});

test('the 1904 system shifts the days', async () => {
  const rows = [heads, [...valuesOf(row({ policyNo: 'D-1904' })).slice(0, 4), 43_890, 44_195, '100', row().invoiceNo]];
  const cells = new Map([4, 5].map((at) => [`1,${at}`, { type: 'number', style: { numFmt: 'yyyy-mm-dd' } }]));
  const body = await workbook(rows, { dateSystem: '1904' }, { cells });
  expect(await uploaded(insurer.client, body)).toMatchObject({ acceptedCount: 1 });
  const [found] = await gateway.sql(`select starts_on::text from policy where policy_no = 'D-1904'`);
  expect(found).toEqual({ starts_on: '2024-03-01' });
});

test('title rows, merged headings, other names, other order and extra columns do not matter', async () => {
  const [a, b, c, d, e, f, g, h] = valuesOf(row({ startsOn: '2024年3月1日', endsOn: '20250228' }));
  const rows = [
    ['2024 年度科技保险保单汇总表'],
    ['填报单位：某某财险', null, null, '日期：2025-08-20'],
    ['投保企业名称', ' 统一社会信用代码 ', '保险单号＊', '保险期间', null, '险种名称', '备注', '保费', '发票号'],
    [null, null, null, '起期', '止期', null, null, null, null],
    [c, b, a, e, f, d, 'x', g, h],
    [],
    [null, ' '],
  ] as Value[][];
  expect(await uploaded(insurer.client, await workbook(rows))).toMatchObject({
    status: 'COMPLETED',
    rowCount: 1,
    acceptedCount: 1,
  });
});

test('a missing heading and a doubtful one are named', async () => {
  const missing = await uploaded(insurer.client, csvOf([row()]).replace('保险止期', '止'));
  expect(missing).toMatchObject({ status: 'FAILED', fault: { code: 'HEADING_MISSING' } });
  expect(missing.fault?.message).toContain('保险止期');
  const doubtful = await uploaded(insurer.client, csvOf([row()], `${headings},实缴保费`).replace(/\n.*/, '$&,1'));
  expect(doubtful.fault).toMatchObject({
    code: 'HEADING_DOUBTFUL',
    details: { found: '“保费（元）”, “实缴保费”' },
  });
});

test('a number that has lost its digits, a formula and an error are refused by cell', async () => {
  const values = valuesOf(row());
  const rows = [heads, [...values.slice(0, 7), 2.4352e19], values, valuesOf(row({ policyNo: '1.23457E+19' }))];
  const cells = new Map([['2,6', { formula: '1+1', type: 'formula', formulaResult: 2 }]]);
  const submission = await uploaded(insurer.client, await workbook(rows as Value[][], {}, { cells }));
  expect(faultsOf(submission)).toEqual([
    [2, ['CELL_LOST_PRECISION invoiceNo']],
    [3, ['CELL_IS_FORMULA premium']],
    [4, ['CELL_LOST_PRECISION policyNo']],
  ]);
});

test('GB18030 is read, and what is neither that nor UTF-8 is refused', async () => {
  const file = path.join(os.tmpdir(), `gb-${process.pid}.csv`);
  const text = csvOf([row({ enterpriseName: '福州榕科技有限公司' }), row()]);
  const gb = execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030'], { input: text });
  fs.rmSync(file, { force: true });
  expect(await uploaded(insurer.client, gb)).toMatchObject({ acceptedCount: 2 });
  const broken = Buffer.concat([Buffer.from(csvOf([row()])), Buffer.from([0x0a, 0xff, 0xff, 0x80])]);
  expect((await uploaded(insurer.client, broken)).fault).toMatchObject({ code: 'FILE_ENCODING_UNKNOWN' });
});

test('failed rows are returned with reasons, and are accepted once corrected', async () => {
  const rows = [row(), row({ premium: '=1+1', enterpriseName: '@甲公司' }), row({ creditCode: 'abc' })];
  const submission = await uploaded(insurer.client, csvOf(rows));
  expect(submission).toMatchObject({ acceptedCount: 1, failedCount: 2 });
  const bytes = await fetchBytes(`/submissions/${submission.id}/failed-rows.xlsx`);
  const { sheets } = await readXlsx(bytes, { readStyles: true });
  const sheet = sheets[0] as NonNullable<(typeof sheets)[0]>;
  expect(sheet.rows[0]).toEqual([...heads, 'Row in the file', 'Error codes', 'What is wrong and how to mend it']);
  expect(sheet.rows[1]?.slice(2, 3)).toEqual(["'@甲公司"]);
  expect(sheet.rows[1]?.[6]).toBe("'=1+1");
  expect(sheet.rows[1]?.slice(8, 10)).toEqual(['3', 'PREMIUM_INVALID']);
  expect(sheet.cells?.get('1,6')?.style?.fill).toMatchObject({ fgColor: { rgb: 'FFC7CE' } });
  expect(sheet.cells?.get('1,0')?.style?.fill).toBeUndefined();
  const again = await uploaded(insurer.client, await workbook(sheet.rows.map((cells) => [...cells])));
  const second = await readXlsx(await fetchBytes(`/submissions/${again.id}/failed-rows.xlsx`));
  expect(second.sheets[0]?.rows[0], 'earlier remarks are not given back').toEqual(sheet.rows[0]);
  const mended = sheet.rows.map((cells) => [...cells]);
  (mended[1] as Value[])[6] = '500';
  (mended[2] as Value[])[1] = enterprise.creditCode;
  expect(await uploaded(insurer.client, await workbook(mended))).toMatchObject({ acceptedCount: 2, failedCount: 0 });
  const [name] = await gateway.sql(`select count(*)::int from policy where premium = 500`);
  expect(name).toEqual({ count: 1 });
});

test('failed rows as CSV have no formulas, and rows of others are not readable', async () => {
  const submission = await uploaded(insurer.client, csvOf([row({ enterpriseName: '+SUM(A1)', premium: 'x' })]));
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    await fetchBytes(`/submissions/${submission.id}/failed-rows.csv`),
  );
  expect(text.startsWith('\uFEFF保单号')).toBe(true);
  expect(text).toContain(",'+SUM(A1),");
  const other = await arrangeInsurer(gateway, '别家');
  expect((await other.client.fetch(`/submissions/${submission.id}/failed-rows.csv`)).status).toBe(404);
  expect((await gateway.client().fetch(`/submissions/${submission.id}/failed-rows.csv`)).status).toBe(401);
});

test('whole columns of the template are text, so that a typed invoice number keeps its digits', async () => {
  const parts = await fromBufferPromise(Buffer.from(await fetchBytes('/template/policies.xlsx')));
  const xml = new Map<string, string>();
  for await (const entry of parts.eachEntry()) {
    xml.set(entry.fileName, (await buffer(await parts.openReadStreamPromise(entry))).toString());
  }
  const sheet = xml.get('xl/worksheets/sheet1.xml') ?? '';
  const cellFormats = /<cellXfs.*?<\/cellXfs>/s.exec(xml.get('xl/styles.xml') ?? '')?.[0] ?? '';
  const text = /numFmtId="(\d+)" formatCode="@"/.exec(xml.get('xl/styles.xml') ?? '')?.[1] ?? '49';
  const formats = [...cellFormats.matchAll(/<xf [^>]*numFmtId="(\d+)"/g)].map(([, id]) => id);
  const columns = [...sheet.matchAll(/<col min="(\d+)" max="\d+"(?: style="(\d+)")?/g)];
  const asText = columns.filter(([, , style]) => style !== undefined && formats[Number(style)] === text);
  expect(columns.length - asText.length).toBe(2);
  expect(sheet).toContain('ySplit="1"');
});

test('the template has drop-downs, can be read back, and its example is not a row', async () => {
  const bytes = await fetchBytes('/template/policies.xlsx');
  const { sheets } = await readXlsx(bytes);
  expect(sheets.map(({ name }) => name)).toEqual(['保单', '填写说明', '险种列表']);
  const validations = sheets[0]?.dataValidations?.map(({ type }) => type) ?? [];
  expect(validations.slice(0, 2)).toEqual(['list', 'list']);
  expect(new Set(validations.slice(2))).toEqual(new Set(['textLength']));
  const empty = await uploaded(insurer.client, bytes);
  expect(empty).toMatchObject({ status: 'FAILED', fault: { code: 'FILE_EMPTY' } });
});

test('the built-in format 31, the Chinese long date, is a date', async () => {
  const values = valuesOf(row({ policyNo: 'F-31' }));
  const cells = values.map((value, at) =>
    at === 4 ? '<c s="1"><v>45352</v></c>' : `<c t="inlineStr"><is><t>${value}</t></is></c>`,
  );
  const styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/></cellXfs></styleSheet>';
  const body = await rawWorkbook(`${sheetRow(heads, 1)}<row r="2">${cells.join('')}</row>`, [
    { name: 'xl/styles.xml', text: styles },
  ]);
  expect(await uploaded(insurer.client, body)).toMatchObject({ acceptedCount: 1 });
  const [found] = await gateway.sql(`select starts_on::text from policy where policy_no = 'F-31'`);
  expect(found).toEqual({ starts_on: '2024-03-01' });
});

const unfit: [file: string, body: () => Promise<BodyInit> | BodyInit, code: string][] = [
  [
    'a picture named .xlsx',
    () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
    'FILE_TYPE_UNKNOWN',
  ],
  ['a ZIP of anything', () => zipOf([{ name: 'a.txt', text: 'x' }]), 'FILE_TYPE_UNKNOWN'],
  ['nothing', () => '', 'FILE_EMPTY'],
  ['headings alone', () => headings, 'FILE_EMPTY'],
  [
    'a workbook with a password',
    () =>
      writeXlsx({
        sheets: [{ name: 'S', rows: [heads] }],
        encryption: { password: 'x', spinCount: 10 },
      }) as Promise<BodyInit>,
    'FILE_PROTECTED',
  ],
  ['an old .xls', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'FILE_OLD_EXCEL'],
  ['macros', () => rawWorkbook('', [{ name: 'xl/vbaProject.bin', text: 'x' }]), 'FILE_HAS_MACROS'],
  ['300 columns', () => workbook([heads, Array.from({ length: 300 }, () => 'x')]), 'FILE_TOO_WIDE'],
  ['300 columns of CSV', () => `${headings}\n${'x,'.repeat(300)}`, 'FILE_TOO_WIDE'],
  ['NUL bytes', () => Buffer.concat([Buffer.from(headings), Buffer.from([0])]), 'FILE_HAS_NUL'],
  ['a quote that is never closed', () => `${headings}\n"a,b,c`, 'FILE_DAMAGED'],
];

const huge: typeof unfit = [
  ['a cell of 10 MB in CSV', () => `${headings}\n"${'x'.repeat(10_000_000)}",b`, 'FILE_CELL_TOO_LONG'],
  ['a line of 10 MB in NDJSON', () => `{"policyNo":"${'x'.repeat(10_000_000)}"}`, 'FILE_CELL_TOO_LONG'],
  [
    'a cell of 10 MB in a workbook',
    () => rawWorkbook(sheetRow(heads, 1) + sheetRow(['x'.repeat(10_000_000)], 2)),
    'FILE_CELL_TOO_LONG',
  ],
];

test.each([...sampleOf(unfit, 3, 1), ...(thorough ? huge : [])])('%s is refused', async (_, body, code) => {
  const submission = await uploaded(insurer.client, await body());
  expect(submission).toMatchObject({ status: 'FAILED', acceptedCount: 0, fault: { code } });
});

test('a truncated workbook is refused', async () => {
  const whole = Buffer.from((await workbook([heads, valuesOf(row())])) as Uint8Array<ArrayBuffer>);
  for (const part of sampleOf([0.3, 0.7, 0.99], 3, 1)) {
    const submission = await uploaded(insurer.client, whole.subarray(0, Math.floor(whole.length * part)));
    expect(submission.fault).toMatchObject({ code: 'FILE_DAMAGED' });
  }
});

test.runIf(thorough)('a zip bomb is refused before it is unpacked', async () => {
  const bomb = await rawWorkbook('');
  const lie = Buffer.from(bomb);
  // The size that the directory declares for the sheet: 4 GB less a little.
  const at = lie.lastIndexOf(Buffer.from('xl/worksheets/sheet1.xml'));
  lie.writeUInt32LE(0xfffffff0, at - 46 + 24);
  expect((await uploaded(insurer.client, lie)).fault).toMatchObject({ code: 'FILE_TOO_LARGE' });
  // One that declares little and holds much is stopped where it exceeds what it declared.
  const liar = await rawWorkbook(`<row r="1"><c><v>${' '.repeat(900_000)}</v></c></row>`.repeat(200));
  expect(liar.length).toBeLessThan(1_000_000);
  liar.writeUInt32LE(1_000, liar.lastIndexOf(Buffer.from('xl/worksheets/sheet1.xml')) - 46 + 24);
  expect((await uploaded(insurer.client, liar)).fault).toMatchObject({ code: 'FILE_DAMAGED' });
});

test.runIf(thorough)('a workbook written by LibreOffice is accepted', async (context) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'calc-'));
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' });
  } catch {
    return context.skip('no LibreOffice here');
  }
  const csv = path.join(folder, 'in.csv');
  fs.writeFileSync(csv, csvOf([row({ endsOn: '2024-12-31' }), row({ premium: '1234.5' })]));
  execFileSync(
    'soffice',
    [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      '--infilter=CSV:44,34,76,1,1/2/8/2',
      '--convert-to',
      'xlsx',
      '--outdir',
      folder,
      csv,
    ],
    { stdio: 'ignore' },
  );
  const submission = await uploaded(insurer.client, fs.readFileSync(path.join(folder, 'in.xlsx')));
  expect(submission).toMatchObject({ status: 'COMPLETED', acceptedCount: 2, failedCount: 0 });
  fs.rmSync(folder, { recursive: true });
});

test('a sender without access is refused before the body is read', async () => {
  const body = csvOf([row()]);
  expect(await upload(gateway.client(), body)).toMatchObject({ status: 401 });
  const pending = await arrangeInsurer(gateway, '待核', 'PENDING');
  expect(await upload(pending.client, body)).toMatchObject({
    status: 422,
    errors: [{ extensions: { code: 'INSTITUTION_NOT_ACTIVE' } }],
  });
  expect(await upload(insurer.client, body, { programme: 'nope' })).toMatchObject({ status: 422 });
  expect(await upload(insurer.client, body, { errorPolicy: 'x' })).toMatchObject({ status: 400 });
});

test('a browser form works too', async () => {
  const form = new FormData();
  form.append('file', new Blob([csvOf([row()])]), '保单.csv');
  const answer = await upload(insurer.client, form, {}, {});
  expect(answer.status).toBe(202);
});
