import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Refused } from '../kernel/errors/refusal.js';
import { readSpreadsheet } from './reading/read-spreadsheet.js';
import { refuseFile } from './spreadsheet.refusals.js';

/** Reads all rows of a small file in memory, in another process as for every file. */
export async function readBytes<Row>(kind: URL, bytes: Buffer, options: unknown, mostRows: number): Promise<Row[]> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'mianshen-file-'));
  try {
    const file = path.join(folder, 'file');
    await fs.writeFile(file, bytes, { mode: 0o600 });
    return await readRows<Row>(kind, file, options, mostRows);
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

async function readRows<Row>(kind: URL, file: string, options: unknown, mostRows: number): Promise<Row[]> {
  const reading = await readSpreadsheet<Row>(kind, file, options);
  try {
    const all: Row[] = [];
    for await (const { rows } of reading.batches) {
      for (const row of rows) all.push(row);
      if (all.length > mostRows) throw new Refused(refuseFile('FILE_TOO_MANY_ROWS', ['file'], { limit: mostRows }));
    }
    return all;
  } finally {
    await reading.close();
  }
}
