import { type ChildProcess, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  memoryOf,
  type PublishedList,
  publishList,
  startGatewayProcess,
  stopProcess,
  untilLogged,
} from '../published-list.js';

/*
 * Writes a release as CSV, from the request to the last byte in a file, and compares this with `psql \copy` of the same
 * rows (without psql: the same query with COPY by pg-copy-streams). RECIPIENTS=200000 ROUNDS=5. Each round first
 * deletes the stored file.
 */
const count = Number(process.env['RECIPIENTS'] ?? 200_000);
const rounds = Number(process.env['ROUNDS'] ?? 5);
const port = 41_493;
const url = `http://127.0.0.1:${port}`;

let list: PublishedList;
let gateway: ChildProcess;

beforeAll(async () => {
  list = await publishList(count);
  gateway = await startGatewayProcess(list, port);
  await untilLogged(port, count);
});

afterAll(async () => {
  await stopProcess(gateway);
  await list.close();
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const median = (values: number[]) =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] as number;
const at = (name: string) => path.join(list.folder, name);

async function download(name: string): Promise<void> {
  const response = await fetch(`${url}/feed/notices/${list.noticeId}/releases/1/recipients.csv`, {
    headers: { 'accept-encoding': 'identity' },
  });
  expect(response.status).toBe(200);
  await pipeline(Readable.fromWeb(response.body as never), fs.createWriteStream(at(name)));
}

/** Has the columns and the order of our file. */
const query = () =>
  `select rank, name, credit_code, region_code as city,
  array_to_string(qualification_kinds, ';') as qualifications, array_to_string(product_codes, ';') as products, amount,
  global_id('Recipient', id) as id from recipient where release_id = '${list.releaseId}' order by rank`.replaceAll(
    '\n',
    ' ',
  );

const psql = process.env['PSQL'] ?? 'psql';
const version = (() => {
  try {
    return execFileSync(psql, ['--version'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
})();

async function copy(name: string): Promise<void> {
  if (version) {
    execFileSync(psql, ['-qX', list.ownerUrl, '-c', `\\copy (${query()}) to '${at(name)}' csv header`], {
      stdio: 'pipe',
    });
    return;
  }
  const client = new pg.Client({ connectionString: list.ownerUrl });
  await client.connect();
  await pipeline(client.query(copyTo(`copy (${query()}) to stdout csv header`)), fs.createWriteStream(at(name)));
  await client.end();
}

test('a release as CSV', async () => {
  const times: Record<'copy' | 'made' | 'again', number[]> = { copy: [], made: [], again: [] };
  const before = memoryOf(gateway);
  for (let round = 0; round < rounds; round += 1) {
    times.copy.push(await timed(() => copy('copied.csv')));
    fs.rmSync(at('feed'), { recursive: true, force: true });
    times.made.push(await timed(() => download('made.csv')));
    times.again.push(await timed(() => download('again.csv')));
  }
  const after = memoryOf(gateway);
  // The same file except for the byte-order mark, with which spreadsheet programs detect UTF-8.
  const ours = fs.readFileSync(at('made.csv'));
  expect(ours.subarray(3).equals(fs.readFileSync(at('copied.csv')))).toBe(true);
  expect(fs.readFileSync(at('again.csv')).equals(ours)).toBe(true);
  const limit = median(times.copy);
  const say = (name: string, seconds: number) =>
    process.stdout.write(
      `${name}: ${seconds.toFixed(2)} s, ${Math.round(count / seconds)} rows/s, ${(limit / seconds).toFixed(2)} × the first\n`,
    );
  process.stdout.write(`${count} lines, ${ours.length} bytes\n`);
  say(version ? `\\copy by ${version}` : 'COPY over pg-copy-streams (no psql here)', limit);
  say('made for the request, as a selection is', median(times.made));
  say('made before the request, as every release is', median(times.again));
  process.stdout.write(`memory: ${before.now} MB before, ${after.now} MB after, peak ${after.peak} MB\n`);
});
