import { type ChildProcess, execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  memoryOf,
  processorOf,
  type PublishedList,
  publishList,
  startGatewayProcess,
  startServer,
  stopProcess,
  untilLogged,
} from '../published-list.js';
import { type Asked, type Ask, asksOf, type Line, pageOf } from './asks.js';

/*
 * The public list over GraphQL: the first page, and a random page with a random filter. One run, one database, the same
 * rows; one server at a time, and the load from a separate process. RECIPIENTS=200000 SECONDS=8 CONNECTIONS=1,32,256.
 */
const count = Number(process.env['RECIPIENTS'] ?? 200_000);
const seconds = Number(process.env['SECONDS'] ?? 8);
const connections = (process.env['CONNECTIONS'] ?? '1,32,256').split(',').map(Number);
const randomPages = 60_000;
const run = promisify(execFile);
const port = 41_492;
const url = `http://127.0.0.1:${port}`;

interface Measured {
  rate: number;
  p50: number;
  p99: number;
  failed: number;
}

let list: PublishedList;
let lines: Line[];
const rates = new Map<string, number>();
const table: string[] = [];

beforeAll(async () => {
  list = await publishList(count);
  // PostGraphile makes its schema from these. One is a function, so that it can filter by products and continue after a
  // rank.
  await list.sql(`create schema bench`);
  await list.sql(`create view bench.recipient as select * from public.recipient`);
  await list.sql(`comment on view bench.recipient is '@primaryKey id'`);
  await list.sql(`
    create function bench.listed(city text, product text, kind text, after_rank int) returns setof bench.recipient
    language sql stable as $$
      select * from bench.recipient where release_id = '${list.releaseId}' and rank > coalesce(after_rank, 0)
        and (city is null or region_code = city) and (product is null or product_codes @> array[product])
        and (kind is null or qualification_kinds @> array[kind])
      order by rank $$`);
  lines = await list.sql<Line>(
    `
    select rank, credit_code as "creditCode", region_code as city, product_codes as products, qualification_kinds as kinds
    from recipient where release_id = $1 order by rank`,
    [list.releaseId],
  );
});

afterAll(async () => {
  await list.close();
  process.stdout.write(`\n${table.join('\n')}\n`);
});

const servers: Record<string, () => Promise<ChildProcess>> = {
  mianshen: () => startGatewayProcess(list, port),
  mercurius: () => startPeer('mercurius'),
  postgraphile: () => startPeer('postgraphile'),
  yoga: () => startPeer('yoga'),
  bytes: () => startPeer('bytes'),
};

function startPeer(name: string): Promise<ChildProcess> {
  const environment = {
    PORT: String(port),
    DATABASE_URL: list.ownerUrl,
    RELEASE_ID: list.releaseId,
    BODY_FILE: path.join(list.folder, 'first-page.json'),
  };
  const ready = async () => (await post(asksOf(name, list.noticeId).first)).length > 0;
  return startServer(`bench/read/peers/${name}.mjs`, environment, ready);
}

async function post(body: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(await response.text());
  return response.text();
}

async function load(bodies: string[], clients: number, duration: number): Promise<Measured> {
  const plan = path.join(list.folder, 'load.json');
  fs.writeFileSync(plan, JSON.stringify({ url, connections: clients, seconds: duration, bodies }));
  const { stdout } = await run(process.execPath, ['bench/read/load.mjs', plan], { maxBuffer: 1e8 });
  return JSON.parse(stdout) as Measured;
}

/** Checks that every requested page has the right lines of the list. */
async function checkAnswers(name: string, ask: Ask, asked: Asked[]): Promise<void> {
  for (const one of asked) {
    const answer = JSON.parse(await post(ask(one))) as object;
    expect(pageOf(answer), `${name} ${JSON.stringify(one)}`).toEqual(expectedPage(one));
  }
}

function expectedPage({ city, product, kind, after }: Asked): string[] {
  const fits = (line: Line) =>
    (!city || line.city === city) &&
    (!product || line.products.includes(product)) &&
    (!kind || line.kinds.includes(kind));
  return lines
    .filter((line) => line.rank > (after ?? 0) && fits(line))
    .slice(0, 20)
    .map((line) => line.creditCode);
}

/** Returns a random line with a filter that it passes: a reader somewhere in the list. */
function anyPage(): Asked {
  const line = lines[Math.floor(Math.random() * lines.length)] as Line;
  const maybe = <Value>(value: Value) => (Math.random() < 0.5 ? value : undefined);
  return {
    city: maybe(line.city),
    product: maybe(line.products[0]),
    kind: maybe(line.kinds[0]),
    after: line.rank,
  };
}

function note(line: string): void {
  table.push(line);
  process.stdout.write(`${line}\n`);
}

const chosen = (process.env['SERVERS'] ?? Object.keys(servers).join()).split(',');

test.each(chosen)('%s', async (name) => {
  const { first, ask } = asksOf(name, list.noticeId);
  const server = await (servers[name] as () => Promise<ChildProcess>)();
  try {
    if (name === 'mianshen') {
      note(`mianshen without the list: ${memoryOf(server).now} MB`);
      await untilLogged(port, count);
      await warm(first);
    }
    if (name !== 'bytes') await checkAnswers(name, ask, [{}, ...Array.from({ length: 40 }, anyPage)]);
    const pages = name === 'bytes' ? [] : Array.from({ length: randomPages }, () => ask(anyPage()));
    for (const [kind, bodies] of Object.entries({ 'first page': [first], 'random page': pages })) {
      if (bodies.length === 0) continue;
      await load(bodies, 32, 2);
      for (const clients of connections) {
        const before = processorOf(server);
        const { rate, p50, p99, failed } = await load(bodies, clients, seconds);
        // Other work on the machine changes the rate, but hardly this figure.
        const each = ((processorOf(server) - before) / (rate * seconds)) * 1_000_000;
        expect(failed).toBe(0);
        rates.set(`${name} ${kind} ${clients}`, rate);
        const { now, peak } = memoryOf(server);
        note(
          `${name.padEnd(12)} ${kind.padEnd(11)} ${String(clients).padStart(3)} connections: ${Math.round(rate)} req/s, ` +
            `p50 ${p50} ms, p99 ${p99} ms, ${Math.round(each)} µs of processor each; ${now} MB, peak ${peak} MB`,
        );
      }
    }
  } finally {
    await stopProcess(server);
  }
});

/** Waits until the list is in memory; the server of the limit then sends exactly these bytes. */
async function warm(first: string): Promise<void> {
  const unlike = () => first.replace('first: 20', `first: ${1 + Math.floor(Math.random() * 100)}`);
  for (;;) {
    await post(unlike());
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: first });
    fs.writeFileSync(path.join(list.folder, 'first-page.json'), await response.text());
    if (response.headers.get('x-cache') === 'hit') return;
  }
}

test('ratios', () => {
  for (const kind of ['first page', 'random page']) {
    for (const clients of connections) {
      const ours = rates.get(`mianshen ${kind} ${clients}`);
      const ratios = chosen.slice(1).flatMap((peer) => {
        const theirs = rates.get(`${peer} ${kind} ${clients}`);
        return ours && theirs ? [`${(ours / theirs).toFixed(2)} × ${peer}`] : [];
      });
      note(`${kind} at ${clients} connections: ${ratios.join(', ')}`);
    }
  }
});
