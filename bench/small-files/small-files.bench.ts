import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import type { Database } from '../../src/database/database.js';
import { type EmbeddedServer, startEmbeddedServer } from '../../src/database/embedded/embedded-server.js';
import type { TestGateway } from '../../test/kit/gateway.js';
import { arrangeStandalone } from '../../test/kit/standalone.js';
import { arrangePerson, programmeCode } from '../../test/kit/world.js';
import { commas, workbook, writers } from '../intake/files.js';
import { creditCodeOf } from '../intake/rows.js';
import { memoryOf, startServer, stopProcess, untilIdle } from '../published-list.js';
import { startCommand } from '../../test/kit/start-command.js';

/*
 * Small files: the first one after a start, the first one after a while without any, and the next ones. Measures from
 * the first byte, and from the answer to the upload, until all rows are accepted, or the list is checked. ROWS=10
 * TIMES=9 RESTS=3. BEFORE is another checkout, built, whose gateway gets the same files in turn.
 */
const count = Number(process.env['ROWS'] ?? 10);
const times = Number(process.env['TIMES'] ?? 9);
const checkouts = ['.', process.env['BEFORE']].filter((checkout) => checkout !== undefined);
const rests = Number(process.env['RESTS'] ?? 3);
/**
 * Milliseconds after which the process kept for the sender's next file has ended, and all sessions but one of each
 * kind.
 */
const nothingKept = 11_000;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-bench-'));
fs.chmodSync(folder, 0o755);
const table: string[] = [];
let server: EmbeddedServer;
const places: Place[] = [];

/** A gateway of one checkout with a separate database. */
interface Place {
  name: string;
  checkout: string;
  environment: Record<string, string>;
  url: string;
  owner: pg.Client;
  database: Database;
  /** Tokens of the senders of policies and of lists. */
  insurer: string;
  platform: string;
  gateway?: ChildProcess;
}

beforeAll(async () => {
  server = await startEmbeddedServer(path.join(folder, 'postgres'));
  for (const [index, checkout] of checkouts.entries()) places.push(await arrangePlace(checkout, index));
});

afterAll(async () => {
  for (const { owner, database } of places) {
    await owner.end();
    await database.close();
  }
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
  process.stdout.write(`\n${table.join('\n')}\n`);
});

async function arrangePlace(checkout: string, index: number): Promise<Place> {
  const name = index === 0 ? 'now' : 'before';
  const admin = new pg.Client({ connectionString: server.url('postgres') });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const ownerUrl = server.url(name);
  const dataFolder = path.join(folder, name);
  fs.mkdirSync(dataFolder);
  const port = 41_530 + index;
  const { environment, insurer, database } = await arrangeStandalone(ownerUrl, dataFolder, port);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const sql = async (text: string, values?: unknown[]) => (await owner.query(text, values)).rows;
  const platform = await arrangePerson({ sql, client: () => undefined } as unknown as TestGateway, Role.PLATFORM);
  return {
    name,
    checkout,
    environment,
    url: `http://127.0.0.1:${port}`,
    owner,
    database,
    insurer: insurer.token,
    platform: platform.token,
  };
}

async function start(place: Place): Promise<void> {
  const { checkout, environment, url } = place;
  const { flags, program } = startCommand(checkout);
  const ready = async () => (await fetch(`${url}/readyz`)).ok;
  place.gateway = await startServer(program, environment, ready, flags);
  await untilIdle(place.gateway, 0.1);
}

/** A file of one kind, and how to check that it was processed. */
interface Kind {
  file: string;
  upload: (place: Place, turn: number) => { address: string; token: string };
  ended: string;
}

const policies = (format: keyof typeof writers): Kind => ({
  file: `policies.${format.toLowerCase()}`,
  upload: ({ insurer }) => ({ address: `/upload/policies?programme=${programmeCode}`, token: insurer }),
  ended: `select accepted_count as rows from submission where status = 'COMPLETED'`,
});

const list = (format: string): Kind => ({
  file: `qualifications.${format.toLowerCase()}`,
  upload: ({ platform }, turn) => ({
    address: `/upload/lists?kind=QUALIFICATIONS&source=${encodeURIComponent(`闽科企〔2025〕${turn}号`)}&listDate=2025-08-02`,
    token: platform,
  }),
  ended: `select row_count - failed_count as rows from list_import where status = 'WAITING'`,
});

const qualified = ['统一社会信用代码', '企业名称', '资质类别', '有效期起', '有效期止'];

function* qualifications(): Generator<string[]> {
  for (let serial = 0; serial < count; serial += 1) {
    yield [creditCodeOf(serial), `福建第${serial}号科技有限公司`, 'TECH_SME', '2024-01-01', '2024-12-31'];
  }
}

async function writeFiles(): Promise<void> {
  const files = {
    'policies.csv': writers.CSV(count),
    'policies.xlsx': writers.XLSX(count),
    'qualifications.csv': commas(qualified, qualifications()),
    'qualifications.xlsx': workbook('企业资质名单', qualified, qualifications()),
  };
  for (const [name, content] of Object.entries(files)) {
    await pipeline(content, fs.createWriteStream(path.join(folder, name)));
  }
}

interface Took {
  fromFirstByte: number;
  fromAnswer: number;
}

let turn = 0;

async function send(place: Place, { file, upload, ended }: Kind): Promise<Took> {
  await place.owner.query('truncate policy, submission_row, policy_flag, submission, list_import cascade');
  const { address, token } = upload(place, (turn += 1));
  const body = fs.readFileSync(path.join(folder, file));
  const begun = performance.now();
  const response = await fetch(`${place.url}${address}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body,
  });
  if (response.status !== 202) throw new Error(await response.text());
  const answered = performance.now();
  for (;;) {
    const [row] = (await place.owner.query<{ rows: number }>(ended)).rows;
    const now = performance.now();
    if (row && row.rows !== count) throw new Error(`${file}: ${row.rows} of ${count} rows`);
    if (row) return { fromFirstByte: now - begun, fromAnswer: now - answered };
    if (now - begun > 30_000) throw new Error(`${file} was not worked on`);
    await sleep(2);
  }
}

const median = (numbers: number[]) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1] as number;

const shown = (took: Took[]) => {
  const [whole, answered] = [took.map(({ fromFirstByte }) => fromFirstByte), took.map(({ fromAnswer }) => fromAnswer)];
  return `${median(whole).toFixed(0)} ms (${median(answered).toFixed(0)} from the answer)`;
};

test.each([policies('CSV'), policies('XLSX'), list('CSV'), list('XLSX')])('$file', async (kind) => {
  await writeFiles();
  const took = new Map(
    places.map(({ name }) => [name, { first: [] as Took[], rested: [] as Took[], next: [] as Took[] }]),
  );
  for (const place of places) {
    await start(place);
    took.get(place.name)?.first.push(await send(place, kind));
  }
  for (let time = 0; time < times; time += 1) {
    for (const place of places) took.get(place.name)?.next.push(await send(place, kind));
  }
  for (let rest = 0; rest < rests; rest += 1) {
    await sleep(nothingKept);
    for (const place of places) took.get(place.name)?.rested.push(await send(place, kind));
  }
  for (const { name, gateway } of places) {
    const { first, rested, next } = took.get(name) as { first: Took[]; rested: Took[]; next: Took[] };
    const memory = memoryOf(gateway as ChildProcess).now;
    table.push(
      `${kind.file}, ${name}: first after a start ${shown(first)}, after a rest ${shown(rested)}, next ${shown(next)}; gateway ${memory} MB`,
    );
    process.stdout.write(`${table.at(-1)}\n`);
  }
  await Promise.all(places.map(({ gateway }) => stopProcess(gateway as ChildProcess)));
});
