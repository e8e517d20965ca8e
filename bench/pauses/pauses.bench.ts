import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { startEmbeddedServer } from '../../src/database/embedded/embedded-server.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import { ApiClient } from '../../test/kit/client.js';
import type { TestGateway } from '../../test/kit/gateway.js';
import { arrangeStandalone, query, type Standalone } from '../../test/kit/standalone.js';
import { arrangePerson, nextCreditCode, programmeCode } from '../../test/kit/world.js';
import { startServer, stopProcess } from '../published-list.js';
import { startCommand } from '../../test/kit/start-command.js';
import * as hostile from './hostile.js';

/**
 * Measures how long each kind of hostile input blocks the event loop of the gateway: the most processor time between
 * two of its turns (`watch.mjs`), while the input is received, read and answered. `INPUT` selects one.
 */
const port = 25_000 + Math.floor(Math.random() * 1_000);
const url = `http://127.0.0.1:${port}`;
const watchPort = port + 1_000;
const longest = 100;

let folder: string;
let ownerUrl: string;
let stopPostgres: () => Promise<void>;
let world: Standalone;
let gateway: ChildProcess;
const clients = new Map<Role, ApiClient>();

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-pauses-'));
  fs.chmodSync(folder, 0o755);
  const server = await startEmbeddedServer(path.join(folder, 'postgres'));
  stopPostgres = () => server.stop();
  ownerUrl = server.url('postgres');
  world = await arrangeStandalone(ownerUrl, folder, port);
  const arranging = {
    sql: (text: string, values?: unknown[]) => query(ownerUrl, text, values),
    client: (token?: string) => new ApiClient(url, token),
  } as unknown as TestGateway;
  for (const role of [Role.PLATFORM, Role.REGULATOR, Role.FINANCE]) {
    clients.set(role, (await arrangePerson(arranging, role)).client);
  }
  const [company] = await query<{ id: string }>(
    ownerUrl,
    `insert into enterprise (credit_code, name) values ($1, '甲有限公司') returning id`,
    [nextCreditCode()],
  );
  clients.set(Role.ENTERPRISE, (await arrangePerson(arranging, Role.ENTERPRISE, company?.id)).client);
  clients.set(Role.INSURER, world.insurer.client);
  clients.set(Role.PUBLIC, arranging.client());
  await world.database.close();
  const { flags, program } = startCommand();
  const environment = { ...world.environment, WATCH_PORT: String(watchPort) };
  const ready = async () => (await fetch(`${url}/readyz`)).ok;
  gateway = await startServer(program, environment, ready, [...flags, '--import', './bench/pauses/watch.mjs']);
}, 120_000);
afterAll(async () => {
  await stopProcess(gateway);
  await stopPostgres();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Returns the longest pause since the last call, in milliseconds. */
async function pause(): Promise<number> {
  return Number(await (await fetch(`http://127.0.0.1:${watchPort}/`)).text());
}

async function post(role: Role, address: string, body: Buffer | string, type = 'application/octet-stream') {
  const sent = typeof body === 'string' ? body : new Uint8Array(body);
  const response = await clients
    .get(role)
    ?.fetch(address, { method: 'POST', body: sent, headers: { 'content-type': type } });
  const answer = await response?.text();
  return { status: response?.status, answer };
}

const ask = (role: Role, body: object | string) =>
  post(role, '/graphql', typeof body === 'string' ? body : JSON.stringify(body), 'application/json');

/** Waits until no file is processed. */
async function idle(): Promise<void> {
  for (;;) {
    const left = await query(
      ownerUrl,
      `select 1 from submission where status in ('QUEUED', 'PROCESSING')
       union all select 1 from list_import where status in ('QUEUED', 'CHECKING')`,
    );
    if (left.length === 0) return;
    await sleep(200);
  }
}

const policies = (body: Buffer) => post(Role.INSURER, `/upload/policies?programme=${programmeCode}`, body);
const lists = (kind: string, body: Buffer) =>
  post(Role.PLATFORM, `/upload/lists?kind=${kind}&source=x&listDate=2025-08-01`, body);
const search = `query($t: String) { recipients(noticeId: "x", filter: { name: $t }) { nodes { name } } }`;
const submit = `mutation($i: SubmitPoliciesInput!) { submitPolicies(input: $i) { userErrors { message } rows { userErrors { message } } } }`;

const inputs: Record<string, () => Promise<unknown>> = {
  nothing: () => sleep(1_000),
  'anonymous JSON, nested': () => ask(Role.PUBLIC, hostile.nested(60_000)),
  'anonymous JSON, 128 kB of values': () =>
    ask(Role.PUBLIC, `{"query":"{ __typename }","variables":{"a":[${'1,'.repeat(60_000)}1]}}`),
  'anonymous search text, 120 kB': () => ask(Role.PUBLIC, { query: search, variables: { t: '福 '.repeat(40_000) } }),
  'anonymous document, 120 kB of fields': () => ask(Role.PUBLIC, { query: `{ ${'a: __typename '.repeat(8_000)} }` }),
  'anonymous document, nested': () => ask(Role.PUBLIC, { query: `${'{ a '.repeat(20_000)}${'}'.repeat(20_000)}` }),
  'JSON of 2 MB with a token': () =>
    ask(Role.INSURER, { query: submit, variables: { i: { rows: 'x'.repeat(2_000_000) } } }),
  'JSON of 100,000 values with a token': () =>
    ask(Role.INSURER, `{"query":"{ __typename }","variables":{"a":[${'1,'.repeat(99_000)}1]}}`),
  '10,000 policy numbers': () =>
    ask(Role.INSURER, {
      query: 'query($n: [String!]!) { policiesMissing(policyNumbers: $n) }',
      variables: { n: Array.from({ length: 10_000 }, (_, at) => `保单－${at}${'０'.repeat(30)}`) },
    }),
  '100 rows, every field full of faults': () =>
    ask(Role.INSURER, {
      query: submit,
      variables: {
        i: {
          programme: programmeCode,
          idempotencyKey: crypto.randomUUID(),
          rows: Array.from({ length: 100 }, () => ({
            rowKey: 'x',
            policyNo: '\u200b'.repeat(1_500),
            creditCode: '９'.repeat(1_500),
            enterpriseName: '（'.repeat(1_500),
            product: 'x'.repeat(1_500),
            startsOn: '年'.repeat(1_500),
            endsOn: '年'.repeat(1_500),
            premium: '9,'.repeat(700),
            invoiceNo: '0'.repeat(1_500),
          })),
        },
      },
    }),
  'policies, 50,000 rows of faults': () => policies(hostile.faultyRows(50_000)).then(idle),
  'failed rows as a workbook': failedRows('xlsx'),
  'failed rows as CSV': failedRows('csv'),
  'policies, 50,000 good rows': () => policies(hostile.goodRows(50_000, nextCreditCode())).then(idle),
  'policies, cells of 30,000 characters': () => policies(hostile.longCells(300)).then(idle),
  'policies, a quote that never ends': () => policies(hostile.oneQuote(20_000_000)).then(idle),
  'policies, keys without end': () => policies(hostile.keysWithoutEnd(300)).then(idle),
  'policies, a workbook of 50,000 rows': async () => policies(await hostile.wideWorkbook(50_000)).then(idle),
  'policies, a bomb': async () => policies(await hostile.bombOf('xl/workbook.xml', 600_000_000)).then(idle),
  'papers, 5,000 in an archive': async () => post(Role.INSURER, '/upload/documents', await hostile.manyEntries(5_000)),
  'papers, a bomb': async () =>
    post(Role.INSURER, '/upload/documents', await hostile.bombOf('P1_保单.pdf', 600_000_000)),
  'papers, ten of 20 MB': () =>
    Promise.all(Array.from({ length: 10 }, () => post(Role.INSURER, '/upload/documents', hostile.pdfOf(20_000_000)))),
  'opinion paper of 20 MB': () => post(Role.REGULATOR, '/upload/opinion-papers', hostile.pdfOf(20_000_000)),
  'opinion paper, an OFD of 5,000 entries': async () =>
    post(Role.REGULATOR, '/upload/opinion-papers', await hostile.manyEntries(5_000)),
  'identity paper of 5 MB': () => post(Role.ENTERPRISE, '/upload/identity-papers', hostile.pdfOf(5_000_000)),
  'authorisation of 5 MB': () => post(Role.ENTERPRISE, '/upload/authorisations', hostile.pdfOf(5_000_000)),
  'bank results, 60,000 rows': () =>
    post(
      Role.FINANCE,
      `/payment-batches/${globalId('PaymentBatch', crypto.randomUUID())}/results`,
      hostile.results(60_000),
    ),
  'company list, 50,000 rows': () => lists('COMPANY_REGISTER', hostile.companies(50_000)).then(idle),
  'qualification list, wrong columns': () => lists('QUALIFICATIONS', hostile.companies(50_000)).then(idle),
  'OAuth form of 1 MB': () =>
    post(Role.PUBLIC, '/oauth/token', 'a=%E4%BD%A0&'.repeat(80_000), 'application/x-www-form-urlencoded'),
};

function failedRows(format: string) {
  return async () => {
    const [found] = await query<{ id: string }>(
      ownerUrl,
      'select id from submission where failed_count > 1000 limit 1',
    );
    const response = await clients
      .get(Role.INSURER)
      ?.fetch(`/submissions/${globalId('Submission', found?.id ?? '')}/failed-rows.${format}`);
    return response?.arrayBuffer();
  };
}

test('the event loop is never blocked for long', async () => {
  const long: string[] = [];
  const wanted = Object.entries(inputs).filter(
    ([name]) => !process.env['INPUT'] || name.includes(process.env['INPUT']),
  );
  for (const [name, send] of wanted) {
    await sleep(300);
    await pause();
    const begun = performance.now();
    const seen = await send().catch((error: Error) => ({ status: error.message }));
    const took = performance.now() - begun;
    await sleep(100);
    const most = await pause();
    const status = (seen as { status?: unknown } | undefined)?.status ?? '';
    process.stdout.write(
      `${name.padEnd(42)} ${most.toFixed(0).padStart(6)} ms  in ${(took / 1_000).toFixed(1).padStart(5)} s  ${String(status)}\n`,
    );
    if (most > longest) long.push(`${name}: ${most.toFixed(0)} ms`);
  }
  expect(gateway.exitCode, 'the gateway still runs').toBeNull();
  process.stdout.write(`\nBeyond ${longest} ms: ${long.join('; ') || 'none'}\n`);
});
