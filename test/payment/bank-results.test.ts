import { writeXlsx } from 'hucre';
import { expect, test } from 'vitest';
import { readBankResults } from '../../src/payment/results/read-bank-results.js';
import { Refused } from '../../src/kernel/errors/refusal.js';

/** The bank's answer as banks write it: another order, a title above, numbers as numbers, and the encoding of their systems. */
const read = {
  reference: 'FJ-2025-001-000001',
  amount: '32100.69',
  paid: false,
  reason: '账号与户名不符',
  bankReference: 'B-1',
};

/** GB18030 of exactly these words, as TextDecoder reads it back: no encoder of it comes with Node. */
const gb18030: Record<string, number[]> = {
  付款编号: [0xb8, 0xb6, 0xbf, 0xee, 0xb1, 0xe0, 0xba, 0xc5],
  金额: [0xbd, 0xf0, 0xb6, 0xee],
  结果: [0xbd, 0xe1, 0xb9, 0xfb],
  成功: [0xb3, 0xc9, 0xb9, 0xa6],
};

function encoded(...parts: string[]): Buffer {
  return Buffer.concat(parts.map((part) => Buffer.from(gb18030[part] ?? Buffer.from(part))));
}

test('a workbook with a title, its columns in another order and the amount as a number', async () => {
  const rows = [
    ['某银行代发结果', null, null, null, null],
    ['失败原因', '结果', '银行流水号', '付款编号', '金额'],
    [read.reason, '失败', read.bankReference, read.reference, 32100.69],
    [null, '成功', 'B-2', 'FJ-2025-001-000002', 500000],
    [null, null, null, null, null],
  ];
  const bytes = Buffer.from(await writeXlsx({ sheets: [{ name: '结果', rows }] }));
  expect(await readBankResults(bytes)).toEqual([
    read,
    { reference: 'FJ-2025-001-000002', amount: '500000', paid: true, reason: null, bankReference: 'B-2' },
  ]);
});

test('a CSV in GB18030, as the systems of banks write it', async () => {
  const bytes = encoded('付款编号', ',', '金额', ',', '结果', '\r\nFJ-2025-001-000001,32100.69,', '成功', '\r\n');
  expect(await readBankResults(bytes)).toEqual([
    { reference: 'FJ-2025-001-000001', amount: '32100.69', paid: true, reason: null, bankReference: null },
  ]);
});

test.each([
  ['付款编号,结果\nA,成功', 'no column 金额'],
  ['金额,结果\n1.00,成功', 'no column 付款编号'],
  ['付款编号,金额,结果\nA,1.00,大概', 'row 2, 结果: "大概" is neither 成功 nor 失败'],
  ['付款编号,金额,结果\nA,1.00,成功\nB,1.005,成功', 'row 3, 金额: "1.005" is no amount'],
])('what cannot be read is refused, with its row and column: %s', async (text, fault) => {
  const refused = await readBankResults(Buffer.from(text)).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refused);
  expect((refused as Refused).refusals).toMatchObject([
    { code: 'PAYMENT_RESULTS_UNREADABLE', details: { what: fault } },
  ]);
});

test('a file in UTF-16, and one with a sheet for a chart first, are read', async () => {
  const text = `付款编号,金额,结果\n="${read.reference}",32100.69,成功\n`;
  const expected = { ...read, paid: true, reason: null, bankReference: null };
  expect(await readBankResults(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual([expected]);
  const rows = [
    ['付款编号', '金额', '结果'],
    [read.reference, '32100.69', '成功'],
  ];
  const sheets = [
    { name: '图表', rows: [['合计', 1]] },
    { name: '结果', rows },
  ];
  expect(await readBankResults(Buffer.from(await writeXlsx({ sheets })))).toEqual([expected]);
});

test('a serial number that a spreadsheet turned into a number is refused, not stored truncated', async () => {
  const rows = [
    ['付款编号', '金额', '结果', '银行流水号'],
    [read.reference, 1, '成功', 2_025_111_300_001_234_700],
  ];
  const refused = await readBankResults(Buffer.from(await writeXlsx({ sheets: [{ name: 'S', rows }] }))).catch(
    (error: unknown) => error,
  );
  expect((refused as Refused).refusals[0]?.details.what).toContain('row 2, 银行流水号');
});
