import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { SettableClock } from '../src/kernel/clock.js';
import { readConfig } from '../src/config.js';
import { connectGateway } from '../src/database/database.js';
import { startEmbeddedServer } from '../src/database/embedded-server.js';
import { ensureGatewayRole, gatewayAddress } from '../src/database/gateway-role.js';
import { migrate } from '../src/database/migrate.js';
import { entities } from '../src/modules.js';
import type { TestGateway } from '../test/kit/gateway.js';
import { arrangeNotice } from '../test/kit/published.js';
import { testSecret } from '../test/kit/secret.js';
import { arrangeProgramme } from '../test/kit/world.js';
import { startArguments } from './start-arguments.js';

/** A published list of so many lines in a database of its own, and what the benches measure it with. */
export interface PublishedList {
  folder: string;
  ownerUrl: string;
  noticeId: string;
  releaseId: string;
  sql: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
  close: () => Promise<void>;
}

export async function publishList(count: number): Promise<PublishedList> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-bench-'));
  fs.chmodSync(folder, 0o755);
  const server = await startEmbeddedServer(path.join(folder, 'postgres'));
  const admin = new pg.Client({ connectionString: server.url('postgres') });
  await admin.connect();
  await admin.query('create database bench');
  await admin.end();
  const ownerUrl = server.url('bench');
  await ensureGatewayRole(ownerUrl, testSecret);
  await migrate(ownerUrl);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const sql = async <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
    (await owner.query<Row>(text, values)).rows;
  const { noticeId, releaseId } = await fill(ownerUrl, sql, count);
  const close = async () => {
    await owner.end();
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  return { folder, ownerUrl, noticeId, releaseId, sql, close };
}

async function fill(ownerUrl: string, sql: PublishedList['sql'], count: number) {
  const config = readConfig({ NODE_ENV: 'test', SECRET_KEY: testSecret, DATABASE_URL: ownerUrl });
  const database = await connectGateway(gatewayAddress(ownerUrl, testSecret), config, entities);
  const world = { sql, database, clock: new SettableClock(new Date()) } as never as TestGateway;
  await arrangeProgramme(world);
  const { id: noticeId } = await arrangeNotice(world, [], '2099-12-31');
  await database.close();
  const [release] = await sql<{ id: string }>('select id from notice_release');
  const releaseId = release?.id as string;
  // Cities, products and kinds in no order of the ranks, one to three products a company.
  await sql(
    `insert into recipient (release_id, rank, name, credit_code, region_code, qualification_kinds, product_codes, amount)
     select $1, n, '福建第' || n || '号科技有限公司', '91350100MA' || lpad(to_hex(n), 8, '0'),
       cities[1 + mix % cardinality(cities)],
       array[kinds[1 + mix / 7 % cardinality(kinds)]],
       products[1 + mix / 11 % (cardinality(products) - 2) : 1 + mix / 11 % (cardinality(products) - 2) + mix % 3],
       round(500000.00 - n * 499000.00 / $2::int, 2)
     from (select n, abs(hashint4(n)) as mix from generate_series(1, $2::int) as n) as line,
       (select array_agg(code order by code) as cities from region) as region,
       (select array_agg(code order by code) as kinds from qualification_kind) as kind,
       (select array_agg(distinct code order by code) as products from product) as product`,
    [releaseId, count],
  );
  await sql(
    `update notice_release set recipient_count = $1, total_amount = (select sum(amount) from recipient) where id = $2`,
    [count, releaseId],
  );
  await sql('vacuum analyze recipient');
  return { noticeId, releaseId };
}

/** A server in a process of its own, ready once `ready` says so. */
export async function startServer(
  script: string,
  environment: Record<string, string>,
  ready: () => Promise<boolean>,
  flags: string[] = [],
): Promise<ChildProcess> {
  const server = spawn(process.execPath, [...flags, script], {
    env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '', ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (;;) {
    if (server.exitCode !== null) throw new Error(`${script} ended with ${server.exitCode}`);
    if (await ready().catch(() => false)) return server;
    await sleep(100);
  }
}

/** The gateway as it is operated, with nothing in it but the list. */
export function startGatewayProcess({ folder, ownerUrl }: PublishedList, port: number): Promise<ChildProcess> {
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    NODE_ENV: 'test',
    PORT: String(port),
    DATA_DIR: folder,
    DATABASE_URL: ownerUrl,
    SECRET_KEY: testSecret,
    DEMONSTRATION: 'false',
  };
  const flags = startArguments().filter((word) => word.startsWith('--'));
  return startServer('dist/main.js', environment, async () => (await fetch(`${url}/readyz`)).ok, flags);
}

/** Until the whole list is in the signed log and its files are made, so that nothing is measured beside that work. */
export async function untilLogged(port: number, count: number): Promise<void> {
  for (;;) {
    const note = await (await fetch(`http://127.0.0.1:${port}/feed/log/checkpoint`)).text();
    if (Number(note.split('\n')[1]) > count) break;
    await sleep(200);
  }
  // The catalogue has the digest of each file that is made: four are, as soon as the log has the release.
  const made = async () =>
    (await (await fetch(`http://127.0.0.1:${port}/feed`)).text()).match(/"spdx:checksum"/g)?.length;
  while ((await made()) !== 4) await sleep(200);
}

export async function stopProcess(server: ChildProcess): Promise<void> {
  server.kill('SIGTERM');
  if (server.exitCode === null) await once(server, 'exit');
}

/** Resident memory in MB, at present and at most since the process began. */
export function memoryOf(server: ChildProcess): { now: number; peak: number } {
  const status = fs.readFileSync(`/proc/${server.pid}/status`, 'utf8');
  const of = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return { now: of('VmRSS'), peak: of('VmHWM') };
}

/** Seconds of processor that the process has used, in user and kernel. */
export function processorOf(server: ChildProcess): number {
  const [, rest = ''] = fs.readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ');
  const [user, kernel] = rest.split(' ').slice(11, 13).map(Number) as [number, number];
  return (user + kernel) / 100;
}
