import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { memoryOf, processorOf } from '../published-list.js';
import { type Attacked, openAttacked } from './attacked.js';
import { quantile, read, type Readings } from './reader.js';

/**
 * Runs each attack on a gateway in production mode, on this machine only, while another client reads; fails where the
 * goal is missed twice. `ATTACK` is a regular expression for the names of attacks, `SECONDS` the duration of each.
 */
const seconds = Number(process.env['SECONDS'] ?? 8);
const attacker = 'bench/attack/attacker.mjs';

let attacked: Attacked;
beforeAll(async () => {
  attacked = await openAttacked();
});
afterAll(() => attacked.close());

interface Played {
  name: string;
  /** The 99th percentile of the reader without an attack, in milliseconds. */
  quiet: number;
  readings: Readings;
  /** The gateway's processor use, in percent of one processor. */
  busy: number;
  /** Milliseconds until a file with one row from another institution was processed. */
  smallFile: number;
  /** The 99th percentile of its event loop delay, in milliseconds. */
  delay: number;
  outcomes: string;
}

/** Returns the delay since the last call, in milliseconds. */
async function eventLoopDelay(): Promise<number> {
  const text = await (await fetch(`${attacked.url}/metrics`)).text();
  return Number(/^nodejs_eventloop_lag_p99_seconds ([\d.e-]+)/m.exec(text)?.[1]) * 1_000;
}

let addresses = 0;
/** The times of all requests without an attack so far, because the 99th percentile of only a hundred is random. */
let peace: number[] = [];

async function readInPeace(): Promise<number> {
  const { times } = await read(attacked.url, attacked.list.noticeId, seconds);
  peace = [...peace, ...times].toSorted((one, other) => one - other);
  return quantile(peace, 0.99);
}

/** Reads first without the attack and then during it; the attack comes from another address. */
async function play(name: string): Promise<Played> {
  // A file with one row is processed in both cases, so that only the attack differs.
  const [quiet] = await Promise.all([readInPeace(), attacked.members.sendSmallFile()]);
  await eventLoopDelay();
  const address = `127.0.1.${(addresses += 1)}`;
  const child = spawn(
    process.execPath,
    [attacker, name, attacked.url, attacked.list.noticeId, String(seconds), address],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ATTACK_MEMBER: JSON.stringify(await attacked.members.ofAttack()) },
    },
  );
  // A real attacker has another machine: here it gets only the processor time that the gateway and its reader leave.
  os.setPriority(child.pid as number, os.constants.priority.PRIORITY_LOW);
  const output = child.stdout.toArray() as Promise<Buffer[]>;
  const exit = once(child, 'exit');
  const began = { at: performance.now(), used: processorOf(attacked.gateway) };
  const [readings, smallFile] = await Promise.all([
    read(attacked.url, attacked.list.noticeId, seconds),
    attacked.members.sendSmallFile(),
  ]);
  const busy = ((processorOf(attacked.gateway) - began.used) * 100_000) / (performance.now() - began.at);
  const delay = await eventLoopDelay();
  await exit;
  await untilQuiet(quiet);
  return { name, quiet, readings, busy, smallFile, delay, outcomes: Buffer.concat(await output).toString() };
}

/** Waits until files of the attack are processed, so that the next attack begins with a quiet gateway. */
async function untilQuiet(quiet: number): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    const { p99 } = await read(attacked.url, attacked.list.noticeId, 1);
    if (p99 < 3 * quiet) return;
  }
}

const ratioOf = ({ quiet, readings }: Played) => readings.p99 / quiet;

function isMissed(played: Played): boolean {
  const { readings, outcomes } = played;
  // An attack must be answered normally or refused with 503; it must never cause another server error.
  const faults = Object.keys(JSON.parse(outcomes) as object).filter((outcome) => /^5(?!03)\d\d$/.test(outcome));
  return ratioOf(played) >= 3 || readings.health >= 100 || readings.failed > 0 || faults.length > 0;
}

const columns = [
  'quiet p99',
  'p50',
  'p99',
  'ratio',
  'healthz',
  'failed',
  'small file',
  'loop delay',
  'processor',
  'memory',
];

function row(played: Played): string {
  const { name, quiet, readings, busy, smallFile, delay, outcomes } = played;
  const ms = (time: number) => `${time.toFixed(0)} ms`;
  const cells = [
    ms(quiet),
    ms(readings.p50),
    ms(readings.p99),
    `${ratioOf(played).toFixed(1)} ×`,
    ms(readings.health),
    `${readings.failed}`,
    ms(smallFile),
    ms(delay),
    `${busy.toFixed(0)} %`,
    `${memoryOf(attacked.gateway).now} MB`,
  ];
  return [name.padEnd(44), ...cells.map((cell, at) => cell.padStart(columns[at]!.length + 2)), ` ${outcomes}`].join(
    ' ',
  );
}

test('nobody else notices an attack', async () => {
  const names = (JSON.parse(execFileSync(process.execPath, [attacker]).toString()) as string[]).filter((name) =>
    new RegExp(process.env['ATTACK'] ?? '').test(name),
  );
  await read(attacked.url, attacked.list.noticeId, 2);
  for (let windows = 0; windows < 3; windows += 1) await readInPeace();
  process.stdout.write(`\n${['attack'.padEnd(44), ...columns.map((name) => `  ${name}`)].join(' ')}\n`);
  const missed: string[] = [];
  for (const name of names) {
    const first = await play(name);
    process.stdout.write(`${row(first)}\n`);
    if (!isMissed(first)) continue;
    // The machine does other work too, so an attack that misses the goal is run again.
    const again = await play(name);
    process.stdout.write(`${row(again)} (again)\n`);
    if (isMissed(again)) missed.push(name);
  }
  expect(attacked.gateway.exitCode, 'the gateway still runs').toBeNull();
  expect(memoryOf(attacked.gateway).peak, 'memory in MB').toBeLessThan(1_500);
  expect(missed, 'beyond 3 × the quiet p99, a healthz beyond 100 ms, or a reader refused').toEqual([]);
});
