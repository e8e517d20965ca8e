import fs from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { AskedProcess } from '../../src/kernel/outside/asked-process.js';
import { readArchive } from '../../src/paper/archive/archive-entries.js';
import { Refused } from '../../src/kernel/errors/refusal.js';
import { refuseFile } from '../../src/spreadsheet/spreadsheet.refusals.js';
import { XlsxPackage } from '../../src/spreadsheet/xlsx/xlsx-package.js';
import { endOf } from '../../src/upload/broken-off.js';
import { children } from '../kit/children.js';
import type { Ask } from './asking-process.js';

const limits = { memory: 64, answer: 20_000, all: 60_000 };
const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
const running: AskedProcess<Ask, { answer: 'done'; id: number }>[] = [];
afterEach(async () => {
  for (const asked of running.splice(0)) await asked.end();
});

function start() {
  const module = new URL('./asking-process.ts', import.meta.url);
  const asked = new AskedProcess<Ask, { answer: 'done'; id: number }>(module, limits, (what) =>
    refuseFile('FILE_TOO_SLOW', ['file'], { what }),
  );
  running.push(asked);
  return asked;
}

test('a failure of the machine is not blamed on the file, also when a package is read', async () => {
  const missing = '/tmp/mianshen-no-such-folder/file';
  for (const open of [XlsxPackage.open, (file: string) => readArchive(file).next()]) {
    await expect(open(missing)).rejects.toMatchObject({ code: 'ENOENT' });
  }
});

describe('a reading process', () => {
  test('continues when the whole service is asked to stop', async () => {
    const asked = start();
    const { id } = await asked.ask({ ask: 'identity' });
    for (const signal of signals) process.kill(id, signal);
    expect(await asked.ask({ ask: 'identity' })).toEqual({ answer: 'done', id });
  });

  test.skipIf(!fs.existsSync('/proc/self/stat'))(
    'that is stopped before it reads its task is not an error of the file',
    async () => {
      const before = new Set(children());
      const answer = start().ask({ ask: 'identity' });
      const failed = answer.catch((error: unknown) => error);
      for (const id of children().filter((child) => !before.has(child))) process.kill(id, 'SIGTERM');
      expect(endOf(await failed)).toBe('NOT_COUNTED');
    },
  );

  test('that is killed may have been killed by the file', async () => {
    const asked = start();
    const { id } = await asked.ask({ ask: 'identity' });
    process.kill(id, 'SIGKILL');
    const failed: unknown = await asked.ask({ ask: 'identity' }).catch((error: unknown) => error);
    expect(failed).not.toBeInstanceOf(Refused);
    expect(endOf(failed)).toBe('FAILED');
  });

  test.skipIf(!fs.existsSync('/dev/full'))('reports what the machine refused', async () => {
    const failed: unknown = await start()
      .ask({ ask: 'write', file: '/dev/full' })
      .catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'ENOSPC' });
    expect(endOf(failed)).toBe('NOT_COUNTED');
  });
});
