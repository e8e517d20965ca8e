import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LockMode } from '@mikro-orm/core';
import pg from 'pg';
import { afterAll, beforeAll, test } from 'vitest';
import { SettableClock } from '../../src/kernel/clock.js';
import { formatYuan, parseYuan } from '../../src/kernel/values/money.js';
import { readConfig } from '../../src/config/config.js';
import { connectGateway, type Database } from '../../src/database/database.js';
import { type EmbeddedServer, startEmbeddedServer } from '../../src/database/embedded/embedded-server.js';
import { ensureGatewayRole, gatewayAddress } from '../../src/database/schema/gateway-role.js';
import { migrate } from '../../src/database/schema/migrate.js';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { entities } from '../../src/modules.js';
import { Policy } from '../../src/policy/policy.js';
import { Product } from '../../src/programme/catalogue/product.js';
import type { TestGateway } from '../../test/kit/gateway.js';
import { testSecret } from '../../test/kit/secret.js';
import { arrangeProgramme } from '../../test/kit/world.js';
import { filling } from '../filled-programme.js';
import { type BenchGateway as Gateway, startBenchGateway } from './bench-gateway.js';

/*
 * Compares `computeProposal` (with trace, left-out list, digest and claims) with (a) one statement that only sums and
 * caps, and (b) a loop over entities, while a client reads from the same gateway. All use one run, one server and the
 * same rows. `npm run bench:assessment`; SIZES=10000,100000,1000000; LOOPS_UP_TO is the largest size for the loop.
 */
const sizes = (process.env['SIZES'] ?? '10000,100000,1000000').split(',').map(Number);
const largestLoop = Number(process.env['LOOPS_UP_TO'] ?? 100_000);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-bench-'));
fs.chmodSync(folder, 0o755);
const lines: string[] = [];
let server: EmbeddedServer;
let owner: pg.Client;
let database: Database;

beforeAll(async () => {
  server = await startEmbeddedServer(path.join(folder, 'postgres'));
});

afterAll(async () => {
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
  const head =
    '| policies | (a) bare sum and cap | computeProposal, first | again | (b) entities | reads, idle → meanwhile | ' +
    'simulateProposal, reads meanwhile | peak memory, before → after |';
  process.stdout.write(`\n${head}\n|---|---|---|---|---|---|---|---|\n${lines.join('\n')}\n`);
});

async function open(size: number): Promise<void> {
  const admin = new pg.Client({ connectionString: server.url('postgres') });
  await admin.connect();
  await admin.query(`create database bench_${size}`);
  await admin.end();
  const ownerUrl = server.url(`bench_${size}`);
  await ensureGatewayRole(ownerUrl, testSecret);
  await migrate(ownerUrl);
  owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const config = readConfig({ NODE_ENV: 'test', DATA_DIR: folder, SECRET_KEY: testSecret, DATABASE_URL: ownerUrl });
  database = await connectGateway(gatewayAddress(ownerUrl, testSecret), config, entities);
  const world = { database, clock: new SettableClock(new Date()) };
  await arrangeProgramme(world as never as TestGateway);
  for (const statement of filling(size)) await owner.query(statement);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** (a) The lower limit: only sums and caps, written to a table without an index. */
async function bare(): Promise<number> {
  await owner.query(
    'drop table if exists bare; create table bare (enterprise_id uuid, calculated numeric, granted numeric)',
  );
  return timed(() =>
    owner.query(`
      insert into bare
      select enterprise_id, sum(round((premium - refunded) * rate, 2)), least(sum(round((premium - refunded) * rate, 2)), 500000)
      from policy join product on product.code = policy.product_code
      where policy.status = 'ACCEPTED' group by enterprise_id`),
  );
}

/** (b) The usual code with an ORM: entities, summed up in JavaScript. It checks nothing and explains nothing. */
async function loop(): Promise<number> {
  const db = new RequestTransaction(database.em, systemSession);
  return timed(async () => {
    const em = await db.read();
    const rates = new Map((await em.find(Product, {})).map(({ code, rate }) => [code, BigInt(rate.replace('.', ''))]));
    const sums = new Map<string, bigint>();
    const policies = await em.find(Policy, { status: 'ACCEPTED' as never }, { lockMode: LockMode.NONE });
    for (const { enterpriseId, premium, productCode } of policies) {
      const fen = (parseYuan(premium) as bigint) * (rates.get(productCode) as bigint);
      sums.set(enterpriseId, (sums.get(enterpriseId) ?? 0n) + (fen + 50_000n) / 100_000n);
    }
    for (const [, fen] of sums) formatYuan(fen > 50_000_000n ? 50_000_000n : fen);
    await db.end();
  });
}

/** The full computation by a gateway started like `npm start`: lines, reasons, trace, digest and claims. */
async function computed(gateway: Gateway): Promise<{ seconds: number; meanwhile: number[] }> {
  const asked = await whileReading(gateway, () =>
    gateway.ask<ComputeAnswer>(
      'mutation ($key: String!) { computeProposal(input: { programme: "FJ-2025", idempotencyKey: $key }) ' +
        '{ proposal { policyCount leftOutCount grantedTotal inputDigest } userErrors { code message } } }',
      { key: randomUUID() },
    ),
  );
  if (!asked.answer.computeProposal.proposal) throw new Error(JSON.stringify(asked.answer));
  process.stdout.write(`${asked.seconds.toFixed(2)} s ${JSON.stringify(asked.answer.computeProposal.proposal)}\n`);
  return asked;
}

/** A simulation with a lower cap, one higher rate and a small budget: present and supposed rules, side by side. */
async function simulated(gateway: Gateway): Promise<{ seconds: number; meanwhile: number[] }> {
  const asked = await whileReading(gateway, () =>
    gateway.ask<{ simulateProposal: { supposed: { policies: number } } }>(
      'query { simulateProposal(input: { programme: "FJ-2025", enterpriseCap: "100000.00", budget: "1000000.00", ' +
        'products: [{ code: "PRODUCT_LIABILITY", rate: "0.2" }] }) { supposed { policies granted } present { granted } ' +
        'byProduct { key } byCity { key } bySize { key } gainerCount loserCount } }',
    ),
  );
  process.stdout.write(`${asked.seconds.toFixed(2)} s ${JSON.stringify(asked.answer)}\n`);
  return asked;
}

/** Does the work while a clerk reads; returns the duration of the work, and that of each read. */
async function whileReading<Answer>(gateway: Gateway, work: () => Promise<Answer>) {
  const start = performance.now();
  let ended = false;
  const done = work().finally(() => (ended = true));
  const meanwhile = await readWhile(gateway, () => !ended);
  const answer = await done;
  return { answer, seconds: (performance.now() - start) / 1000, meanwhile };
}

interface ComputeAnswer {
  computeProposal: { proposal: object | null };
}

/** Reads a clerk's page again and again; returns the milliseconds of each read. */
async function readWhile(gateway: Gateway, goesOn: () => boolean): Promise<number[]> {
  const times: number[] = [];
  while (goesOn()) {
    const start = performance.now();
    await gateway.ask(
      '{ enterprises(first: 20) { nodes { name creditCode qualifications { validFrom validUntil } } } }',
    );
    times.push(performance.now() - start);
  }
  return times;
}

async function readFor(gateway: Gateway, milliseconds: number): Promise<number[]> {
  const end = performance.now() + milliseconds;
  return readWhile(gateway, () => performance.now() < end);
}

/** Waits until the background work is done: events are sealed, and outcomes of policies are recorded. */
async function untilQuiet(): Promise<void> {
  const active = `select from pg_stat_activity
    where datname = current_database() and state = 'active' and pid <> pg_backend_pid()`;
  for (let quiet = 0; quiet < 40; quiet += 1) {
    await pause(100);
    if ((await owner.query(active)).rowCount) quiet = 0;
  }
}

const median = (values: number[]) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;

test.each(sizes)('%i policies', async (size) => {
  await open(size);
  const limit = median([await bare(), await bare(), await bare()]);
  const gateway = await startBenchGateway(owner, server.url(`bench_${size}`), folder);
  await readFor(gateway, 2_000);
  const begun = gateway.peakMemory();
  const idle = median(await readFor(gateway, 4_000));
  const first = await computed(gateway);
  await untilQuiet();
  const second = await computed(gateway);
  await untilQuiet();
  const supposed = await simulated(gateway);
  const memory = gateway.peakMemory();
  await gateway.stop();
  const entitiesLoop = size <= largestLoop ? await loop() : undefined;
  const ratio = (value: number) => `${value.toFixed(2)} s = ${(value / limit).toFixed(1)} × (a)`;
  const reads = median([...first.meanwhile, ...second.meanwhile]);
  lines.push(
    `| ${size} | ${limit.toFixed(2)} s | ${ratio(first.seconds)} | ${ratio(second.seconds)} | ` +
      `${entitiesLoop === undefined ? '–' : ratio(entitiesLoop)} | ` +
      `${idle.toFixed(1)} → ${reads.toFixed(1)} ms = ${(reads / idle).toFixed(2)} × | ` +
      `${supposed.seconds.toFixed(2)} s, ${(median(supposed.meanwhile) / idle).toFixed(2)} × | ${begun} → ${memory} MB |`,
  );
  process.stdout.write(`${lines.at(-1)}\n`);
  await database.close();
  await owner.end();
});
