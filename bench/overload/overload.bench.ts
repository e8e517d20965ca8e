import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Attacked, openAttacked } from '../attack/attacked.js';
import { read } from '../attack/reader.js';
import { memoryOf } from '../published-list.js';
import { crowd } from './crowd.js';

/**
 * Ten times as many searches a second as the gateway answers, from 240 addresses, while a member sends files and somebody
 * reads what is in memory. What is too much has to be refused early, what is let in answered soon, and afterwards
 * everything has to be as before within seconds. The crowd, on the same machine, gets the time that is left.
 */
const seconds = Number(process.env['SECONDS'] ?? 10);

let attacked: Attacked;
beforeAll(async () => {
  attacked = await openAttacked();
});
afterAll(() => attacked.close());

const search = (options: { seconds: number; rate?: number }) =>
  crowd({ url: attacked.url, notice: attacked.list.noticeId, ...options });

/** Seconds from now until half a second of reading is as quick as twice the quiet time. */
async function recovery(quiet: number): Promise<number> {
  const began = performance.now();
  for (;;) {
    const { p99, failed } = await read(attacked.url, attacked.list.noticeId, 0.5);
    const after = (performance.now() - began) / 1_000;
    if ((failed === 0 && p99 < 2 * quiet) || after > 60) return after;
  }
}

const say = (...words: unknown[]) => process.stdout.write(`${words.join('  ')}\n`);
const ms = (time: number) => `${time.toFixed(0)} ms`;

test('what is too much is refused early, and nothing is left of it afterwards', async () => {
  await search({ seconds: 2 });
  const most = await search({ seconds: 5 });
  const capacity = (most.outcomes['200'] ?? 0) / 5;
  const quiet = await read(attacked.url, attacked.list.noticeId, 4);
  const quietFile = await attacked.members.sendSmallFile();
  say('served', `${capacity.toFixed(0)} searches/s`, 'quiet reader p99', ms(quiet.p99), 'file', ms(quietFile));

  const flooding = search({ seconds, rate: 10 * capacity });
  await sleep(500);
  const [readings, file] = await Promise.all([
    read(attacked.url, attacked.list.noticeId, seconds - 1),
    attacked.members.sendSmallFile(),
  ]);
  const flood = await flooding;
  const recovered = await recovery(quiet.p99);
  say('asked', `${(flood.asked / seconds).toFixed(0)} searches/s`, JSON.stringify(flood.outcomes));
  say('let in', `p50 ${ms(flood.p50)}`, `p99 ${ms(flood.p99)}`);
  say(
    'reader',
    `p99 ${ms(readings.p99)}`,
    `failed ${readings.failed} of ${readings.times.length}`,
    `healthz ${ms(readings.health)}`,
  );
  say(
    'file of a member',
    ms(file),
    'recovered after',
    `${recovered.toFixed(1)} s`,
    `memory ${memoryOf(attacked.gateway).peak} MB`,
  );

  expect(attacked.gateway.exitCode, 'the gateway still runs').toBeNull();
  const unexpected = Object.keys(flood.outcomes).filter((outcome) => !['200', '429', '503'].includes(outcome));
  expect(unexpected, 'neither answered nor refused').toEqual([]);
  expect(flood.p99, 'milliseconds of what is let in').toBeLessThan(1_000);
  expect(recovered, 'seconds until it is as before').toBeLessThan(5);
  expect(memoryOf(attacked.gateway).peak, 'memory in MB').toBeLessThan(1_500);
});
