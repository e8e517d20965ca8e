import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { raw } from '@mikro-orm/postgresql';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { afterAll, beforeAll, test } from 'vitest';
import type { Database } from '../../src/database/database.js';
import { type EmbeddedServer, startEmbeddedServer } from '../../src/database/embedded/embedded-server.js';
import { RequestTransaction } from '../../src/database/session/request-transaction.js';
import { Policy } from '../../src/policy/policy.js';
import { arrangeStandalone } from '../../test/kit/standalone.js';
import { type Person, programmeCode } from '../../test/kit/world.js';
import { startCommand } from '../../test/kit/start-command.js';
import { type Format, writeOverlapping, writers } from './files.js';
import { creditCodeOf } from './rows.js';

const sizes = (process.env['ROWS'] ?? '10000,100000,1000000').split(',').map(Number);
const largestForLoops = Number(process.env['LOOPS_UP_TO'] ?? 100_000);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-bench-'));
fs.chmodSync(folder, 0o755);
const port = 41_491;
const url = `http://127.0.0.1:${port}`;
const lines: string[] = [];

let server: EmbeddedServer;
let owner: pg.Client;
let gateway: ChildProcess;
let database: Database;
let insurer: Person;

const quiet = async <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
  (await owner.query<Row>(text, values)).rows;

beforeAll(async () => {
  server = await startEmbeddedServer(path.join(folder, 'postgres'));
  const ownerUrl = server.url('postgres');
  const world = await arrangeStandalone(ownerUrl, folder, port);
  ({ database, insurer } = world);
  owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  // Started like `npm start`, with its memory settings, because memory is measured too.
  const { flags, program } = startCommand();
  gateway = spawn(process.execPath, [...flags, program], {
    env: { ...process.env, ...world.environment, NODE_OPTIONS: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (!(await fetch(`${url}/readyz`).catch(() => undefined))?.ok) await sleep(100);
});

afterAll(async () => {
  gateway.kill('SIGTERM');
  await once(gateway, 'exit');
  await database.close();
  await owner.end();
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

function note(line: string): void {
  lines.push(line);
  process.stdout.write(`${line}\n`);
}

/** Returns the peak and present resident memory of the server in MB. */
function memory(): { peak: number; now: number } {
  const status = fs.readFileSync(`/proc/${gateway.pid}/status`, 'utf8');
  const of = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return { peak: of('VmHWM'), now: of('VmRSS') };
}

async function fresh(): Promise<void> {
  await quiet('truncate policy, submission_row, policy_flag, submission cascade');
  await quiet('vacuum analyze policy');
  await quiet('vacuum analyze enterprise');
  await quiet('checkpoint');
}

async function knowCompanies(count: number): Promise<void> {
  const codes = Array.from({ length: Math.ceil(count / 5) }, (_, serial) => creditCodeOf(serial));
  await quiet(
    `insert into enterprise (credit_code, name) select code, '福建科技 ' || code from unnest($1::text[]) as code
     on conflict do nothing`,
    [codes],
  );
}

const formats = (process.env['FORMATS'] ?? 'NDJSON,CSV,XLSX').split(',') as Format[];

async function writeFiles(count: number): Promise<Record<string, string>> {
  const files = formats.map((format) => [format, path.join(folder, `rows.${format.toLowerCase()}`)] as const);
  for (const [format, file] of files) await pipeline(writers[format](count), fs.createWriteStream(file));
  return Object.fromEntries(files);
}

/** Measures from the first byte sent to the last row accepted, including flags and the event. */
async function uploadAndWait(file: string, count: number): Promise<number> {
  const begun = performance.now();
  const response = await fetch(`${url}/upload/policies?programme=${programmeCode}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${insurer.token}`, 'content-type': 'application/octet-stream' },
    body: Readable.toWeb(fs.createReadStream(file)) as unknown as BodyInit,
    duplex: 'half',
  } as RequestInit);
  if (response.status !== 202) throw new Error(await response.text());
  for (;;) {
    const [row] = await quiet('select status, accepted_count, fault_found from submission');
    if (row && !['QUEUED', 'PROCESSING'].includes(row['status'] as string)) {
      if (row['accepted_count'] !== count) throw new Error(JSON.stringify(row));
      return (performance.now() - begun) / 1000;
    }
    await sleep(50);
  }
}

const columns = `programme_id, institution_id, enterprise_id, submission_id, policy_no, product_code, starts_on,
  ends_on, premium, refunded, invoice_no, share, row_number, status, accepted_at, version`;

async function copyLimit(count: number): Promise<number> {
  const file = path.join(folder, 'policies.copy');
  const out = owner.query(copyTo(`copy (select ${columns} from policy order by row_number) to stdout`));
  await pipeline(out, fs.createWriteStream(file));
  await quiet('truncate policy, policy_flag cascade');
  await quiet('vacuum analyze policy');
  await quiet('checkpoint');
  const begun = performance.now();
  await pipeline(fs.createReadStream(file), owner.query(copyFrom(`copy policy (${columns}) from stdin`)));
  const seconds = (performance.now() - begun) / 1000;
  const [held] = await quiet('select count(*)::int from policy');
  if (held?.['count'] !== count) throw new Error(`COPY left ${held?.['count']} rows`);
  return seconds;
}

async function loops(how: 'insertMany' | 'upsertMany'): Promise<number> {
  const rows = await quiet(`select ${columns} from policy order by row_number`);
  await quiet('truncate policy, policy_flag cascade');
  await quiet('checkpoint');
  const named = rows.map(
    (row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [
          key.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
          value,
        ]),
      ) as unknown as Policy,
  );
  const begun = performance.now();
  const db = new RequestTransaction(database.em, { role: 'SYSTEM', accountId: null, subjectId: null });
  for (let at = 0; at < named.length; at += 1_000) {
    const part = named.slice(at, at + 1_000);
    await db.write(async (em) => {
      if (how === 'insertMany') await em.insertMany(Policy, part);
      else {
        await em.upsertMany(Policy, part, {
          onConflictFields: raw(`(institution_id, policy_no) where status = 'ACCEPTED'`),
        });
      }
    });
  }
  return (performance.now() - begun) / 1000;
}

test.each(sizes)('%i rows', async (count) => {
  const files = await writeFiles(count);
  await knowCompanies(count);
  const rate = (seconds: number) => Math.round(count / seconds);
  const results: Record<string, number> = {};
  for (const format of formats) {
    await fresh();
    results[format] = await uploadAndWait(files[format] as string, count);
    const { peak, now } = memory();
    note(
      `${count} ${format}: ${results[format].toFixed(2)} s, ${rate(results[format])} rows/s; server ${now} MB, peak ${peak} MB`,
    );
  }
  await fresh();
  await pipeline(writeOverlapping(count), fs.createWriteStream(path.join(folder, 'overlapping.ndjson')));
  const flagged = await uploadAndWait(path.join(folder, 'overlapping.ndjson'), count);
  const [flags] = await quiet('select flagged_count as count from submission');
  note(`${count} NDJSON, ${flags?.['count']} flagged: ${flagged.toFixed(2)} s`);
  if (results['NDJSON']) note(`${count} flagged / clean: ${(flagged / results['NDJSON']).toFixed(2)}`);
  await fresh();
  await uploadAndWait(files[formats[0] as Format] as string, count);
  const limit = await copyLimit(count);
  note(`${count} (a) COPY into the indexed table: ${limit.toFixed(2)} s, ${rate(limit)} rows/s`);
  for (const format of formats) note(`${count} ${format} / (a): ${(limit / (results[format] as number)).toFixed(2)}`);
  if (count <= largestForLoops) {
    for (const how of ['insertMany', 'upsertMany'] as const) {
      const seconds = await loops(how);
      note(`${count} (b) ${how}: ${seconds.toFixed(2)} s, ${rate(seconds)} rows/s`);
    }
  }
  fs.writeFileSync(path.join(os.tmpdir(), 'intake-bench.txt'), `${lines.join('\n')}\n`);
});
