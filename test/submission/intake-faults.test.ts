import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { benchRows } from '../../bench/intake/rows.js';
import { type EmbeddedServer, startEmbeddedServer } from '../../src/database/embedded/embedded-server.js';
import { children } from '../kit/children.js';
import { eventually } from '../kit/eventually.js';
import { type CommandResult, mianshen } from '../kit/command.js';
import { arrangeStandalone, query, type Standalone } from '../kit/standalone.js';
import { programmeCode } from '../kit/world.js';
import { startCommand } from '../kit/start-command.js';

/**
 * A gateway and a PostgreSQL that are real processes, and are killed (-9) at random moments of an upload again and again,
 * while the insurers' command pushes one file through all of it. Needs `dist/` (npm's pretest).
 */
const rowCount = 30_000;
const mostKills = 3;
let folder: string;
let port: number;
let server: EmbeddedServer;
let ownerUrl: string;
let world: Standalone;
let gateway: ChildProcess | undefined;

const sql = (text: string, values?: unknown[]) => query(ownerUrl, text, values);

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-kills-'));
  fs.chmodSync(folder, 0o755);
  server = await startEmbeddedServer(path.join(folder, 'postgres'));
  ownerUrl = server.url('postgres');
  port = await freePort();
  world = await arrangeStandalone(ownerUrl, folder, port);
  await world.database.close();
});

afterAll(async () => {
  await killGateway();
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** The same for every start, so that the command finds the gateway again. */
async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port: free } = probe.address() as net.AddressInfo;
  probe.close();
  await once(probe, 'close');
  return free;
}

async function startGateway(): Promise<void> {
  await killGateway();
  gateway = spawn(process.execPath, [startCommand().program], {
    env: { PATH: process.env['PATH'], ...world.environment, LOG_LEVEL: 'fatal' },
    stdio: 'ignore',
  });
  await until('the gateway answers', async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok);
}

async function killGateway(): Promise<void> {
  if (!gateway) return;
  const exit = once(gateway, 'exit');
  gateway.kill('SIGKILL');
  await exit;
  gateway = undefined;
}

const cluster = () => path.join(folder, 'postgres', 'cluster');

/** All of its processes at once, as when the machine loses its power. It is started again by who supervises it. */
async function killPostgres(): Promise<void> {
  const postmaster = Number(fs.readFileSync(path.join(cluster(), 'postmaster.pid'), 'utf8').split('\n')[0]);
  // Stopped first, so that none starts while we count.
  kill(postmaster, 'SIGSTOP');
  const backends = children(postmaster);
  for (const pid of backends) kill(pid);
  kill(postmaster);
  await until('PostgreSQL is gone', async () =>
    // A process that still holds the shared memory prevents the next one from starting.
    [`/proc/${postmaster}`, ...backends.map((pid) => `/proc/${pid}/exe`)].every((place) => !fs.existsSync(place)),
  );
  await until('PostgreSQL answers', async () => (await sql('select')).length === 1);
}

function kill(pid: number, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** What cannot be reached has not happened yet. */
const until = (what: string, done: () => Promise<boolean>) => eventually(() => done().catch(() => false), what);

interface Expected {
  file: string;
  /** Numbers of the rows that have to fail. */
  failed: number[];
  digest: string;
  accepted: number;
}

/** Rows as core systems send them, here and there one with a fault, or one that repeats a number from far before. */
function writeRows(tag: string, withFaults: boolean): Expected {
  const file = path.join(folder, `${tag}.ndjson`);
  const failed: number[] = [];
  const held: string[] = [];
  const lines: string[] = [];
  let firstNo = '';
  for (const row of benchRows(rowCount, tag)) {
    const number = lines.length + 1;
    if (number === 1) firstNo = row.policyNo;
    const fault =
      withFaults && (number % 997 === 0 ? { premium: 'x' } : number % 9_973 === 0 ? { policyNo: firstNo } : 0);
    lines.push(JSON.stringify({ ...row, ...fault }));
    if (fault) failed.push(number);
    else held.push(`${row.policyNo} ${row.creditCode} ${row.premium} ${row.invoiceNo} ${number}`);
  }
  fs.writeFileSync(file, lines.join('\n'));
  const digest = createHash('md5').update(held.toSorted().join('\n')).digest('hex');
  return { file, failed, digest, accepted: held.length };
}

/** Something of the upload is continuing right now: the file is coming in, or its rows are. */
async function isAtWork(): Promise<boolean> {
  if (fs.readdirSync(path.join(folder, 'intake')).some((name) => name.endsWith('.part'))) return true;
  const sessions = await sql(
    `select from pg_stat_activity where application_name = 'mianshen intake' and state <> 'idle'`,
  );
  return sessions.length > 0;
}

/** Kills now the one, now the other, now both, as long as the push is not done; returns how often. */
async function killAgainAndAgain(isDone: () => boolean): Promise<number> {
  for (let count = 0; ; count += 1) {
    await until('the upload is worked on', async () => isDone() || isAtWork());
    if (count === mostKills || isDone()) return count;
    await sleep(Math.random() * 400);
    const victims = count % 3;
    if (victims !== 1) await killGateway();
    if (victims !== 0) await killPostgres();
    for (const name of fs.readdirSync(path.join(folder, 'intake'))) {
      if (name.endsWith('.part')) fs.rmSync(path.join(folder, 'intake', name));
    }
    if (!gateway) await startGateway();
  }
}

test.each([
  ['REJECT_FAILED_ROWS', true],
  ['REJECT_ALL', false],
])(
  'killed again and again, a file of %s is taken in whole and once',
  { timeout: 240_000 },
  async (policy, withFaults) => {
    const expected = writeRows(withFaults ? 'F' : 'A', withFaults);
    await startGateway();
    let result: CommandResult | undefined;
    const pushing = mianshen(['push', expected.file, '--error-policy', policy, '--json', '--patience', '2'], {
      MIANSHEN_URL: `http://127.0.0.1:${port}`,
      MIANSHEN_TOKEN: world.insurer.token,
      MIANSHEN_PROGRAMME: programmeCode,
    }).then((ended) => (result = ended));
    const kills = await killAgainAndAgain(() => result !== undefined);
    await pushing;
    expect(kills).toBeGreaterThanOrEqual(3);

    const { accepted, failed } = expected;
    expect(result, JSON.stringify(result)).toMatchObject({ code: failed.length > 0 ? 1 : 0 });
    const answer = JSON.parse(result?.out ?? '') as { sha256: string };
    expect(answer).toMatchObject({
      status: 'COMPLETED',
      rowCount,
      acceptedCount: accepted,
      failedCount: failed.length,
    });
    const submissions = await sql(`select id from submission where sha256 = $1`, [answer.sha256]);
    expect(submissions).toHaveLength(1);
    const [{ id }] = submissions as [{ id: string }];
    const [held] = await sql(
      `select count(*)::int as count, md5(string_agg(line, e'\\n' order by line)) as digest from (
       select concat_ws(' ', policy_no, credit_code, premium, invoice_no, row_number) as line
       from policy join enterprise on enterprise.id = enterprise_id where submission_id = $1) as lines`,
      [id],
    );
    expect(held).toEqual({ count: accepted, digest: expected.digest });
    const noted = await sql(`select index from submission_row where submission_id = $1 order by index`, [id]);
    expect(noted.map(({ index }) => index as number)).toEqual(failed);
    const events = await sql(`select data from event where type = 'POLICIES_SUBMITTED' and subject_id = $1`, [id]);
    expect(events).toMatchObject([{ data: { accepted, failed: failed.length } }]);
    await killGateway();
  },
);
