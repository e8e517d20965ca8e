import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { ProcessLimits } from '../../src/kernel/outside/asked-process.js';
import { readSpreadsheet } from '../../src/spreadsheet/reading/read-spreadsheet.js';
import { rawWorkbook, sheetRow } from '../kit/workbooks.js';

/* The process that reads a file is bounded in time and memory, whatever the file is. */
const kind = new URL('./list-kind.ts', import.meta.url);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-bounded-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

async function read(bytes: string | Uint8Array, options: object, limits: Partial<ProcessLimits>): Promise<number> {
  const file = path.join(folder, 'file');
  fs.writeFileSync(file, bytes);
  const reading = await readSpreadsheet(kind, file, options, { limits });
  try {
    let rows = 0;
    for await (const batch of reading.batches) rows += batch.rows.length;
    return rows;
  } finally {
    await reading.close();
  }
}

const csv = '编号,名称\nA-1,甲公司\n';

test('a reader that does not end is ended', async () => {
  await expect(read(csv, { spin: true }, { answer: 1_000 })).rejects.toThrow('FILE_TOO_SLOW');
});

test('a reader that keeps everything is ended', async () => {
  await expect(read(csv, { fill: true }, { memory: 64 })).rejects.toThrow('FILE_TOO_SLOW');
});

test.each([
  ['nested without end', `<row r="1"><c><is>${'<a>'.repeat(3_000_000)}`],
  ['of rows without end', `${sheetRow(['编号', '名称'], 1)}${'<row/>'.repeat(1_100_000)}`],
])('a workbook %s is refused', async (_, sheet) => {
  const limits = { memory: 64, answer: 60_000 };
  await expect(read(await rawWorkbook(sheet), {}, limits)).rejects.toThrow('FILE_TOO_COMPLEX');
});
