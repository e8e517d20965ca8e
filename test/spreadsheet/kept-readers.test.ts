import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { Refused } from '../../src/kernel/errors/refusal.js';
import { readSpreadsheet } from '../../src/spreadsheet/reading/read-spreadsheet.js';
import { spareReader } from '../../src/spreadsheet/reading/spare-reader.js';
import { children } from '../kit/children.js';
import processKind from './process-kind.js';

const { columns, sheetName } = processKind;
const kind = spareReader.expect(new URL('./process-kind.ts', import.meta.url), { columns, sheetName, options: {} });
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-readers-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const file = (text: string) => {
  const name = path.join(folder, `${fs.readdirSync(folder).length}.csv`);
  fs.writeFileSync(name, text);
  return name;
};
const good = file('编号\nA-1\n');
const withoutHeadings = file('甲,乙\n1,2\n');
const long = file(`编号\n${'A-1\n'.repeat(2_000)}`);

/** The process that read a file of this sender, or the refusal; `rows`: how many are taken before it is closed. */
async function readerOf(name: string, sender?: string, rows = Infinity): Promise<number> {
  const reading = await readSpreadsheet<{ reader: number }>(kind, name, {}, sender ? { sender } : {});
  try {
    let taken: number | undefined;
    for await (const batch of reading.batches) {
      taken ??= batch.rows[0]?.reader;
      if ((rows -= batch.rows.length) <= 0) break;
    }
    return taken as number;
  } finally {
    await reading.close();
  }
}

test('a process reads further files of the same sender only, also after a refused one', async () => {
  const first = await readerOf(good, 'one');
  await expect(readerOf(withoutHeadings, 'one')).rejects.toBeInstanceOf(Refused);
  expect(await readerOf(good, 'one')).toBe(first);
  const others = [await readerOf(good, 'other'), await readerOf(good), await readerOf(good)];
  expect(new Set([first, ...others]).size).toBe(4);
});

test('a process whose file was not read to its end is not used again', async () => {
  const first = await readerOf(long, 'hasty', 1);
  expect(await readerOf(good, 'hasty')).not.toBe(first);
});

test('a process that ended while idle is not used again', async () => {
  const first = await readerOf(good, 'killed');
  process.kill(first, 'SIGKILL');
  await expect.poll(() => isThere(first)).toBe(false);
  expect(await readerOf(good, 'killed')).not.toBe(first);
});

describe.skipIf(!fs.existsSync('/proc/self/stat'))('an idle process that has read no file yet', () => {
  afterEach(() => spareReader.end());

  const samples = () => fs.readdirSync(folder).filter((name) => name.startsWith('sample.'));

  /** The process that is started next, as soon as it is there. */
  async function startedAfter(before: number[]): Promise<number> {
    const started = () => children().filter((id) => !before.includes(id));
    await expect.poll(started, { timeout: 10_000 }).toHaveLength(1);
    return started()[0] as number;
  }

  function startSpare(): Promise<number> {
    const before = children();
    spareReader.keep(folder);
    return startedAfter(before);
  }

  test('reads the first file of any sender, and another process waits for the next', async () => {
    const others = children();
    const spare = await startSpare();
    expect(await readerOf(good)).toBe(spare);
    const next = await startedAfter([...others, spare]);
    expect(await readerOf(good)).toBe(next);
    expect(samples(), 'what they practised with is gone').toEqual([]);
  });

  test('is not used for a sender that already has a process', async () => {
    const own = await readerOf(good, 'regular');
    const spare = await startSpare();
    expect(await readerOf(good, 'regular')).toBe(own);
    expect(await readerOf(good)).toBe(spare);
  });

  test('may end while it is idle', async () => {
    const spare = await startSpare();
    process.kill(spare, 'SIGKILL');
    expect(await readerOf(good)).not.toBe(spare);
  });

  test('exists only where it is configured', async () => {
    const before = new Set(children());
    await readerOf(good);
    // Those that have read may still be ending.
    await expect.poll(() => children().filter((child) => !before.has(child))).toEqual([]);
  });
});

function isThere(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
