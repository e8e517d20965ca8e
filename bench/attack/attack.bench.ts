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
 * Plays each attack on a gateway in production mode, on this machine only, while somebody else reads. `ATTACK` names
 * one attack, `SECONDS` says how long each lasts.
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

async function play(
  name: string,
  notice: string,
  address: string,
): Promise<{ outcomes: string; readings: Readings; busy: number }> {
  const child = spawn(process.execPath, [attacker, name, url, notice, String(seconds), address], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const output = child.stdout.toArray() as Promise<Buffer[]>;
  const exit = once(child, 'exit');
  const began = { at: performance.now(), used: processorOf(gateway) };
  const readings = await read(url, notice, seconds);
  const busy = ((processorOf(gateway) - began.used) * 100_000) / (performance.now() - began.at);
  await exit;
  return { outcomes: Buffer.concat(await output).toString(), readings, busy };
}

test('nobody else notices an attack', async () => {
  const notice = list.noticeId;
  await read(url, notice, 2);
  const quiet = await read(url, notice, seconds);
  const names = (JSON.parse(execFileSync(process.execPath, [attacker]).toString()) as string[]).filter(
    (name) => !process.env['ATTACK'] || name === process.env['ATTACK'],
  );
  const row = (name: string, { p50, p99, health, failed }: Readings, ratio: number, busy: string, outcomes = '') =>
    [
      name.padEnd(38),
      ...[p50, p99].map((time) => `${time.toFixed(0)} ms`.padStart(8)),
      `${ratio.toFixed(1)} ×`.padStart(7),
      `${health.toFixed(0)} ms`.padStart(8),
      `${failed}`.padStart(6),
      `${memoryOf(gateway).now} MB`.padStart(8),
      busy.padStart(6),
      ` ${outcomes}`,
    ].join(' ');
  const table = [
    `${'attack'.padEnd(38)}      p50      p99   ratio  healthz failed   memory    cpu  what the attacker saw`,
    row('none', quiet, 1, ''),
  ];
  process.stdout.write(`\n${table.join('\n')}\n`);
  const bad: string[] = [];
  let at = 0;
  for (const name of names) {
    const { outcomes, readings, busy } = await play(name, notice, `127.0.1.${(at += 1)}`);
    const ratio = readings.p99 / quiet.p99;
    process.stdout.write(`${row(name, readings, ratio, `${busy.toFixed(0)} %`, outcomes)}\n`);
    if (ratio >= 3 || readings.health >= 100 || readings.failed > 0) bad.push(name);
    // The next attack begins with a quiet gateway.
    await read(url, notice, 1);
  }
  expect(gateway.exitCode, 'the gateway still runs').toBeNull();
  expect(memoryOf(gateway).peak).toBeLessThan(1_500);
  process.stdout.write(`\nBeyond 3 × the quiet p99, or healthz beyond 100 ms: ${bad.join(', ') || 'none'}\n`);
});
