import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ColumnKind } from '../column.js';
import type { RowKind } from '../row-kind.js';
import { type StyledCell, writeCsv, writeSheet } from '../write-sheet.js';

/** A kind of file with what is needed to write and read a sample of it. */
export interface SampleKind<Options> extends Pick<RowKind<Options, unknown>, 'columns' | 'sheetName'> {
  options: Options;
}

const rowCount = 20;
const cells: Record<ColumnKind, string> = {
  identifier: '350100000000000001',
  text: '样例',
  date: '2025-01-01',
  amount: '1000.00',
  percent: '100%',
};

/** Writes a small sample in each usual format and returns the paths of the files. */
export async function writeSamples(
  { columns, sheetName = 'Sheet1' }: SampleKind<unknown>,
  folder: string,
): Promise<string[]> {
  await fs.promises.mkdir(folder, { recursive: true });
  const name = path.join(folder, `sample.${randomUUID()}`);
  const rows = () => sampleRows(columns);
  const widths = columns.map(() => 20);
  const samples = [Readable.from(writeCsv(rows())), writeSheet(sheetName, widths, rows())];
  const files = samples.map((_, index) => `${name}.${index}`);
  await Promise.all(samples.map((sample, index) => pipeline(sample, fs.createWriteStream(files[index] as string))));
  return files;
}

async function* sampleRows(columns: SampleKind<unknown>['columns']): AsyncGenerator<StyledCell[]> {
  yield columns.map(({ heading }) => ({ text: heading, style: 'heading' }));
  for (let row = 0; row < rowCount; row += 1) yield columns.map(({ kind }) => ({ text: cells[kind], style: 'plain' }));
}

export async function removeSamples(files: string[]): Promise<void> {
  for (const file of files) {
    await fs.promises.rm(file, { force: true });
    await fs.promises.rm(`${file}.strings`, { force: true });
  }
}
