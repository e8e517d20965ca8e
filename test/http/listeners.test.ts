import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSheet } from '../../src/spreadsheet/write-sheet.js';
import { NewFile } from '../../src/feed/file-store.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeNotice, logged, type PublishedNotice, someLines } from '../kit/published.js';
import { arrangeProgramme } from '../kit/world.js';

/** An event `error` that nobody listens to ends the process; vitest reports it, during any test. */
let gateway: TestGateway;
let notice: PublishedNotice;
beforeAll(async () => {
  gateway = await startTestGateway({ now: '2025-09-10T02:00:00Z' });
  await arrangeProgramme(gateway);
  notice = await arrangeNotice(gateway, someLines(2_000));
  await logged(gateway, 2_001);
});
afterAll(() => gateway.stop());

const sources = fs
  .readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: fs.readFileSync(path.join('src', name), 'utf8') }));

test('connections are opened where a listener is added, and nowhere else', () => {
  const opening = sources.filter(({ text }) => /new (pg\.)?(Client|Pool)\(/.test(text)).map(({ name }) => name);
  expect(opening).toEqual(['database/connections/connections.ts']);
});

test('archives are created only where every error ends their output', () => {
  const making = sources
    .filter(({ text }) => /new ZipFile\(|\.addReadStream(Lazy)?\(/.test(text))
    .map(({ name }) => name);
  expect(making).toEqual(['kernel/zip-writer.ts']);
});

test('files are written only within a pipeline, which handles every error', () => {
  const loose = sources.flatMap(({ name, text }) =>
    text
      .split('\n')
      .filter((line) => /createWriteStream\(/.test(line) && !line.trim().startsWith('import'))
      .filter((line) => !/pipeline\(/.test(line) && !/^\s+createWriteStream\(/.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  );
  expect(loose).toEqual([]);
});

test('rows that fail end their workbook, and a workbook that is not read ends its rows', async () => {
  let [begun, ended] = [false, false];
  async function* rows(fails: boolean) {
    begun = true;
    try {
      for (let at = 0; at < 100_000; at += 1) {
        yield [{ text: `${at}`, style: 'plain' as const }];
        if (fails && at === 5_000) throw new Error('the session was ended');
      }
    } finally {
      ended = true;
    }
  }
  await expect(buffer(writeSheet('行', [10], rows(true)))).rejects.toThrow('the session was ended');
  [begun, ended] = [false, false];
  const workbook = writeSheet('行', [10], rows(false));
  await expect.poll(() => begun).toBe(true);
  workbook.destroy();
  await expect.poll(() => ended).toBe(true);
});

test('a full disk is an error of the file only', async () => {
  const rows = () => Readable.from([Buffer.alloc(100_000), Buffer.alloc(100_000)]);
  await expect(pipeline(rows(), new NewFile('/dev/full').sink())).rejects.toMatchObject({ code: 'ENOSPC' });
  await expect(pipeline(rows(), new NewFile('/nowhere/file').sink())).rejects.toMatchObject({ code: 'ENOENT' });
});

async function statusOf(address: string): Promise<number> {
  const response = await gateway.client().fetch(address);
  await response.arrayBuffer().catch(() => undefined);
  return response.status;
}

test('sessions of the feed that are terminated end their requests, and the next ones are served', async () => {
  const file = (city: string, at: number) =>
    `/feed/notices/${notice.id}/releases/1/recipients.json?city=${city}&amountFrom=${at}`;
  const ended = new AbortController();
  const terminating = (async () => {
    while (!ended.signal.aborted) {
      await gateway.sql(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'mianshen feed'`,
      );
    }
  })();
  const statuses = await Promise.all(Array.from({ length: 5 }, (_, at) => statusOf(file('3501', at))));
  ended.abort();
  await terminating;
  expect(statuses.every((status) => [200, 500, 503].includes(status))).toBe(true);
  await expect.poll(async () => statusOf(file('3505', 1)), { timeout: 10_000 }).toBe(200);
});

test('a client with more selections than its queue holds is asked to retry', async () => {
  const responses = await Promise.all(
    Array.from({ length: 12 }, (_, at) =>
      gateway.client().fetch(`/feed/notices/${notice.id}/releases/1/recipients.ndjson?amountFrom=${100 + at}`),
    ),
  );
  await Promise.all(responses.map((response) => response.arrayBuffer()));
  const refused = responses.filter(({ status }) => status === 503);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.map(({ headers }) => headers.get('retry-after'))).toEqual(
    refused.map(() => expect.stringMatching(/^\d+$/)),
  );
  expect(responses.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(5);
});
