import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  memoryOf,
  processorOf,
  publishList,
  type PublishedList,
  startServer,
  stopProcess,
  untilLogged,
} from '../published-list.js';
import { startArguments } from '../start-arguments.js';
import { testSecret } from '../../test/kit/secret.js';
import { read, type Readings } from './reader.js';

/**
 * Plays each attack on a gateway in production mode, on this machine only, while somebody else reads; fails where the goal
 * is missed twice. `ATTACK` names one attack, `SECONDS` says how long each lasts.
 */
const lines = 20_000;
const seconds = Number(process.env['SECONDS'] ?? 8);
const port = 24_000 + Math.floor(Math.random() * 1_000);
const url = `http://127.0.0.1:${port}`;
const attacker = 'bench/attack/attacker.mjs';
const key = Buffer.alloc(32, 7).toString('base64');

let list: PublishedList;
let gateway: ChildProcess;
beforeAll(async () => {
  list = await publishList(lines);
  gateway = await startServer(
    'dist/main.js',
    {
      PORT: String(port),
      DATA_DIR: list.folder,
      DATABASE_URL: list.ownerUrl,
      SECRET_KEY: testSecret,
      LOG_SIGNING_KEY: key,
      DATA_KEYS: `one:${key}`,
      LOOKUP_KEY: key,
      SMS_PROVIDER: 'aliyun',
      SMS_ACCESS_KEY_ID: 'none',
      SMS_ACCESS_KEY_SECRET: 'none',
      SMS_SIGN_NAME: 'none',
      // Nothing here sends a text message.
      SMS_ENDPOINT: 'http://127.0.0.1:9',
    },
    async () => (await fetch(`${url}/readyz`)).ok,
    startArguments().filter((word) => word.startsWith('--')),
  );
  await untilLogged(port, lines);
});
afterAll(async () => {
  await stopProcess(gateway);
  await list.close();
});

interface Played {
  name: string;
  quiet: Readings;
  readings: Readings;
  /** Per cent of one processor that the gateway used. */
  busy: number;
  /** The 99th percentile of the delay of its event loop, in milliseconds. */
  delay: number;
  outcomes: string;
}

/** Since it was last asked, in milliseconds. */
async function eventLoopDelay(): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^nodejs_eventloop_lag_p99_seconds ([\d.e-]+)/m.exec(text)?.[1]) * 1_000;
}

let addresses = 0;

/** Somebody reads, first in peace and then beside the attack, which comes from an address of its own. */
async function play(name: string): Promise<Played> {
  const quiet = await read(url, list.noticeId, seconds);
  await eventLoopDelay();
  const address = `127.0.1.${(addresses += 1)}`;
  const child = spawn(process.execPath, [attacker, name, url, list.noticeId, String(seconds), address], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const output = child.stdout.toArray() as Promise<Buffer[]>;
  const exit = once(child, 'exit');
  const began = { at: performance.now(), used: processorOf(gateway) };
  const readings = await read(url, list.noticeId, seconds);
  const busy = ((processorOf(gateway) - began.used) * 100_000) / (performance.now() - began.at);
  const delay = await eventLoopDelay();
  await exit;
  // What comes next begins with a quiet gateway.
  await read(url, list.noticeId, 1);
  return { name, quiet, readings, busy, delay, outcomes: Buffer.concat(await output).toString() };
}

const ratioOf = ({ quiet, readings }: Played) => readings.p99 / quiet.p99;

function isMissed(played: Played): boolean {
  return ratioOf(played) >= 3 || played.readings.health >= 100 || played.readings.failed > 0;
}

const columns = ['quiet p99', 'p50', 'p99', 'ratio', 'healthz', 'failed', 'loop delay', 'processor', 'memory'];

function row(played: Played): string {
  const { name, quiet, readings, busy, delay, outcomes } = played;
  const ms = (time: number) => `${time.toFixed(0)} ms`;
  const cells = [
    ms(quiet.p99),
    ms(readings.p50),
    ms(readings.p99),
    `${ratioOf(played).toFixed(1)} ×`,
    ms(readings.health),
    `${readings.failed}`,
    ms(delay),
    `${busy.toFixed(0)} %`,
    `${memoryOf(gateway).now} MB`,
  ];
  return [name.padEnd(38), ...cells.map((cell, at) => cell.padStart(columns[at]!.length + 2)), ` ${outcomes}`].join(
    ' ',
  );
}

test('nobody else notices an attack', async () => {
  const names = (JSON.parse(execFileSync(process.execPath, [attacker]).toString()) as string[]).filter(
    (name) => !process.env['ATTACK'] || name === process.env['ATTACK'],
  );
  await read(url, list.noticeId, 2);
  process.stdout.write(`\n${['attack'.padEnd(38), ...columns.map((name) => `  ${name}`)].join(' ')}\n`);
  const missed: string[] = [];
  for (const name of names) {
    const first = await play(name);
    process.stdout.write(`${row(first)}\n`);
    if (!isMissed(first)) continue;
    // The machine does other things, too: what misses the goal is played once more.
    const again = await play(name);
    process.stdout.write(`${row(again)} (again)\n`);
    if (isMissed(again)) missed.push(name);
  }
  expect(gateway.exitCode, 'the gateway still runs').toBeNull();
  expect(memoryOf(gateway).peak, 'memory in MB').toBeLessThan(1_500);
  expect(missed, 'beyond 3 × the quiet p99, a healthz beyond 100 ms, or a reader refused').toEqual([]);
});
