import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { arrangeNotice, releaseFilesMade } from '../test/kit/published.js';
import { testSecret } from '../test/kit/secret.js';
import { arrangeProgramme } from '../test/kit/world.js';
import { arrange, type BenchDatabase, openBenchDatabase } from './bench-database.js';
import { startCommand } from '../test/kit/start-command.js';

/** A published list with this many lines in a separate database, for measuring. */
export interface PublishedList extends BenchDatabase {
  noticeId: string;
  releaseId: string;
}

export async function publishList(count: number): Promise<PublishedList> {
  const bench = await openBenchDatabase();
  const { noticeId, releaseId } = await fill(bench, count);
  return { ...bench, noticeId, releaseId };
}

async function fill({ ownerUrl, sql }: BenchDatabase, count: number) {
  const noticeId = await arrange(ownerUrl, sql, async (world) => {
    await arrangeProgramme(world);
    return (await arrangeNotice(world, [], '2099-12-31')).id;
  });
  const [release] = await sql<{ id: string }>('select id from notice_release');
  const releaseId = release?.id as string;
  // Cities, products and kinds are independent of the ranks; one to three products for each company.
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

/** Starts a server in a separate process; it is ready when `ready` resolves to true. */
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
    if (hasEnded(server)) throw new Error(`${script} ended (${server.exitCode ?? server.signalCode})`);
    if (await ready().catch(() => false)) return server;
    await sleep(100);
  }
}

/** Starts the gateway as in production, with only the list as its data. */
export function startGatewayProcess(
  { folder, ownerUrl }: BenchDatabase,
  port: number,
  settings: Record<string, string> = {},
): Promise<ChildProcess> {
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    NODE_ENV: 'test',
    PORT: String(port),
    DATA_DIR: folder,
    DATABASE_URL: ownerUrl,
    SECRET_KEY: testSecret,
    DEMONSTRATION: 'false',
    // No company is looked up in the background during the measurement.
    COMPANY_REGISTER: 'file',
    ...settings,
  };
  const { flags, program } = startCommand();
  return startServer(program, environment, async () => (await fetch(`${url}/readyz`)).ok, flags);
}

/** Waits until the whole list is in the signed log and its files are written, so that this work is not measured. */
export async function untilLogged(port: number, count: number): Promise<void> {
  for (;;) {
    const note = await (await fetch(`http://127.0.0.1:${port}/feed/log/checkpoint`)).text();
    if (Number(note.split('\n')[1]) > count) break;
    await sleep(200);
  }
  await releaseFilesMade(`http://127.0.0.1:${port}`, 600_000);
}

/** Seconds after which a server that is still busy will not become idle. */
const longestBusy = 600;

/**
 * Waits until the server is idle, so that its work on new tables is not measured. `most` is the processor time in a
 * second that counts as idle.
 */
export async function untilIdle(server: ChildProcess, most = 0.05): Promise<void> {
  const recent: number[] = [];
  for (let seconds = 0; seconds < longestBusy; seconds += 1) {
    if (hasEnded(server)) throw new Error(`${nameOf(server)} ended (${server.exitCode ?? server.signalCode})`);
    const before = processorOf(server);
    await sleep(1_000);
    recent.unshift(processorOf(server) - before);
    recent.length = Math.min(recent.length, 3);
    if (recent.length === 3 && recent.every((used) => used < most)) return;
  }
  const used = recent.map((seconds) => seconds.toFixed(2)).join(', ');
  throw new Error(
    `${nameOf(server)} is not idle after ${longestBusy} s: it used ${used} s of processor in its last seconds, ${most} may be used`,
  );
}

/** The most milliseconds in which a server has to end after it is asked to. */
const longestStop = 60_000;

export async function stopProcess(server: ChildProcess): Promise<void> {
  if (hasEnded(server)) return;
  const ended = once(server, 'exit', { signal: AbortSignal.timeout(longestStop) });
  server.kill('SIGTERM');
  await ended.catch(() => {
    server.kill('SIGKILL');
    throw new Error(`${nameOf(server)} had not ended ${longestStop / 1_000} s after SIGTERM, and was killed`);
  });
}

/** Whether the process has ended, on its own or by a signal, after which it has no exit code. */
function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

const nameOf = ({ spawnargs, pid }: ChildProcess) => `${spawnargs.at(-1)} (process ${pid})`;

/** Returns the resident memory in MB: the present one, and the peak since the process began. */
export function memoryOf(server: ChildProcess): { now: number; peak: number } {
  const status = fs.readFileSync(`/proc/${server.pid}/status`, 'utf8');
  const of = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return { now: of('VmRSS'), peak: of('VmHWM') };
}

/** Returns the seconds of processor time of the process, in user and kernel mode. */
export function processorOf(server: ChildProcess): number {
  const [, rest = ''] = fs.readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ');
  const [user, kernel] = rest.split(' ').slice(11, 13).map(Number) as [number, number];
  return (user + kernel) / 100;
}
