import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { writeXlsx } from 'hucre/xlsx';
import { ZipFile } from 'yazl';
import { Refused } from '../../src/kernel/refusal.js';
import { tellMediaType } from '../../src/paper/document-store.js';
import { readArchive } from '../../src/paper/paper-archive.js';
import { openFile } from '../../src/spreadsheet/open-file.js';
import { rowReader } from '../../src/spreadsheet/row-reader.js';
import type { RowKind } from '../../src/spreadsheet/row-kind.js';

/** A way in for bytes: valid ones, and what the gateway does with whatever comes. */
export interface ByteEntry {
  name: string;
  valid: Buffer[];
  take: (bytes: Buffer) => Promise<unknown>;
}

const heads = ['保单号', '统一社会信用代码', '企业名称', '险种', '保险起期', '保险止期', '保费（元）', '发票号码'];
const row = [
  'PZ-1',
  '91350100M000100Y43',
  '福建示例科技有限公司',
  'x',
  '2024-03-01',
  '2025-02-28',
  '100.5',
  '24352000000000000001',
];
const lines = [heads, row, row].map((cells) => cells.join(',')).join('\r\n');
const bankLines = '付款编号,金额,结果,失败原因\nFJ-1,100.00,成功,\nFJ-2,1.00,失败,"账号, 户名"\n';

/** The files that go through the one reader, by their kinds of rows. */
const kinds: [name: string, address: string, options: unknown][] = [
  [
    'policies',
    '../../src/submission/intake/policy-file.js',
    { policyYear: 2024, maximumTermMonths: 12, products: [{ code: 'X', name: 'x' }] },
  ],
  ['bank results', '../../src/payment/bank-result-row.js', null],
];

export async function byteEntries(): Promise<ByteEntry[]> {
  const files = await tables();
  const readers = await Promise.all(
    kinds.map(async ([name, address, options]): Promise<ByteEntry> => {
      const { default: kind } = (await import(address)) as { default: RowKind<unknown, unknown> };
      return { name, valid: files, take: (bytes) => withFile(bytes, (file) => readAll(file, kind, options)) };
    }),
  );
  const archive = await archiveOfPapers();
  return [
    ...readers,
    { name: 'archive of papers', valid: [archive], take: (bytes) => withFile(bytes, takeArchive) },
    { name: 'paper', valid: [archive, Buffer.from('%PDF-1.7 …')], take: tellMediaType },
  ];
}

async function tables(): Promise<Buffer[]> {
  const rows = [heads, row, row];
  return [
    Buffer.from(lines),
    Buffer.from(bankLines),
    Buffer.from(`\ufeff${lines}`, 'utf16le'),
    Buffer.from(JSON.stringify({ policyNo: 'P', creditCode: row[1], premium: 1 })),
    Buffer.from(
      await writeXlsx({
        sheets: [
          { name: '说明', rows: [['x']] },
          { name: '保单', rows },
        ],
      }),
    ),
  ];
}

function archiveOfPapers(): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from('%PDF-1.7'), 'PZ-1_保单.pdf');
  zip.addBuffer(Buffer.from('%PDF-1.7'), 'PZ-1/发票.pdf');
  zip.end();
  return buffer(zip.outputStream);
}

/** In this process, where an error that nobody caught would end the run. */
async function readAll(file: string, kind: RowKind<unknown, unknown>, options: unknown): Promise<void> {
  const opened = await openFile(file, kind.columns, kind.sheetName);
  try {
    const [read, rowOf] = [rowReader(opened.layout), kind.open(options)];
    for await (const { rows } of opened.batches) {
      for (const raw of rows) {
        const cells = read(raw);
        if (cells) JSON.stringify(rowOf(cells));
      }
    }
  } finally {
    opened.close();
  }
}

async function takeArchive(file: string): Promise<void> {
  for await (const paper of readArchive(file)) await paper.bytes();
}

async function withFile<T>(bytes: Buffer, work: (file: string) => Promise<T>): Promise<T> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'mianshen-fuzz-'));
  try {
    const file = path.join(folder, 'file');
    await fs.writeFile(file, bytes);
    return await work(file);
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

/** Undefined where the bytes were taken or refused; anything else that was thrown is a fault. */
export async function faultOf(entry: ByteEntry, bytes: Buffer): Promise<unknown> {
  try {
    await entry.take(bytes);
    return undefined;
  } catch (error) {
    return error instanceof Refused ? undefined : error;
  }
}
