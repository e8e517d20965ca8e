import { type ChildProcess, execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BenchDatabase, openBenchDatabase } from '../bench-database.js';
import { forgetAnswers } from '../../test/kit/forget-answers.js';
import { memoryOf, processorOf, startGatewayProcess, startServer, stopProcess, untilIdle } from '../published-list.js';
import { arrangeTables, companiesOf, tokensOf } from './arrange.js';
import { type Work, worksOf } from './works.js';

/*
 * Reads of members: fifty policies with their relations, and one company by its code, as AUDITOR, INSURER and
 * ENTERPRISE. Our server uses tokens, access checks and row security; the peers read the same tables without any of
 * them. All servers run at the same time, and the load is sent to them in turn. SECONDS=2 CONNECTIONS=1,32,256
 * SERVERS=mianshen,mercurius,postgraphile. WRITES=20 commits this many transactions a second meanwhile: a kept answer is
 * valid only until something is written.
 */
const seconds = Number(process.env['SECONDS'] ?? 2);
const connections = (process.env['CONNECTIONS'] ?? '1,32,256').split(',').map(Number);
const chosen = (process.env['SERVERS'] ?? 'mianshen,mercurius,postgraphile').split(',');
const onlyWork = process.env['WORK'];
const writes = Number(process.env['WRITES'] ?? 0);
const accounts = 32;
const firstPort = 41_500;
const run = promisify(execFile);

interface Measured {
  rate: number;
  p50: number;
  p99: number;
  failed: number;
}

let bench: BenchDatabase;
let works: Work[];
const servers = new Map<string, { process: ChildProcess; url: string }>();
const rates = new Map<string, number>();
const table: string[] = [];
const written = new AbortController();
let writing: Promise<void> = Promise.resolve();

beforeAll(async () => {
  bench = await openBenchDatabase();
  await arrangeTables(bench);
  works = worksOf(await companiesOf(bench)).filter(
    ({ name, role }) => !onlyWork || `${role} ${name}`.includes(onlyWork),
  );
  for (const [index, name] of chosen.entries()) {
    const port = firstPort + index;
    const server = await start(name, port);
    servers.set(name, { process: server, url: `http://127.0.0.1:${port}` });
    await untilIdle(server);
  }
  if (writes > 0) writing = keepWriting(written.signal);
});

afterAll(async () => {
  written.abort();
  await writing;
  for (const { process: server } of servers.values()) await stopProcess(server);
  await bench.close();
  process.stdout.write(`\n${table.join('\n')}\n`);
});

async function keepWriting(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await forgetAnswers(bench);
    await sleep(1_000 / writes);
  }
}

function start(name: string, port: number): Promise<ChildProcess> {
  if (name === 'mianshen') return startGatewayProcess(bench, port);
  const ready = async () => (await post(`http://127.0.0.1:${port}`, '{"query":"{ __typename }"}')).length > 0;
  return startServer(`bench/scoped/peers/${name}.mjs`, { PORT: String(port), DATABASE_URL: bench.ownerUrl }, ready);
}

async function post(url: string, body: string, token?: string): Promise<string> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  const text = await response.text();
  if (!response.ok || text.includes('"errors"')) throw new Error(text);
  return text;
}

async function load(url: string, bodies: string[], tokens: string[], clients: number, duration: number) {
  const plan = path.join(bench.folder, 'load.json');
  fs.writeFileSync(plan, JSON.stringify({ url, connections: clients, seconds: duration, bodies, tokens }));
  const { stdout } = await run(process.execPath, ['bench/read/load.mjs', plan], { maxBuffer: 1e8 });
  return JSON.parse(stdout) as Measured;
}

function note(line: string): void {
  table.push(line);
  process.stdout.write(`${line}\n`);
}

test('rates', async () => {
  for (const work of works) {
    const tokens = await tokensOf(work.role, work.subjectId, accounts);
    await checkSame(work, tokens[0] as string);
    for (const name of servers.keys()) await warm(work, name, tokens);
    for (const clients of connections) {
      for (const name of servers.keys()) await measure(work, name, tokens, clients);
    }
  }
});

/** Checks that the servers return the same data. */
async function checkSame(work: Work, token: string): Promise<void> {
  const found = await Promise.all(
    [...servers].map(async ([name, { url }]) => {
      const text = await post(url, work.bodies(name)[0] as string, name === 'mianshen' ? token : undefined);
      return work.keysOf(JSON.parse(text) as never);
    }),
  );
  expect(found[0]?.[0]).toBeDefined();
  for (const keys of found) expect(keys).toEqual(found[0]);
}

async function warm(work: Work, name: string, tokens: string[]): Promise<void> {
  const { url } = servers.get(name) as { url: string };
  await load(url, work.bodies(name), name === 'mianshen' ? tokens : [], 8, 1);
}

async function measure(work: Work, name: string, tokens: string[], clients: number): Promise<void> {
  const { process: server, url } = servers.get(name) as { process: ChildProcess; url: string };
  const before = processorOf(server);
  const bodies = work.bodies(name);
  const { rate, p50, p99, failed } = await load(url, bodies, name === 'mianshen' ? tokens : [], clients, seconds);
  expect(failed).toBe(0);
  const each = ((processorOf(server) - before) / (rate * seconds)) * 1_000;
  rates.set(`${name} ${work.role} ${work.name} ${clients}`, rate);
  note(
    `${work.role.padEnd(10)} ${work.name.padEnd(19)} ${name.padEnd(12)} ${String(clients).padStart(3)}: ` +
      `${Math.round(rate)} req/s, p50 ${p50} ms, p99 ${p99} ms, ${each.toFixed(2)} ms of processor each; ${memoryOf(server).now} MB`,
  );
}

test('ratios', () => {
  for (const { role, name } of works) {
    for (const clients of connections) {
      const of = (server: string) => rates.get(`${server} ${role} ${name} ${clients}`);
      const ours = of('mianshen');
      const ratios = chosen.slice(1).flatMap((peer) => {
        const theirs = of(peer);
        return ours && theirs ? [`${(ours / theirs).toFixed(2)} × ${peer}`] : [];
      });
      if (ratios.length > 0) note(`${role} ${name} at ${clients} connections: ${ratios.join(', ')}`);
    }
  }
});
