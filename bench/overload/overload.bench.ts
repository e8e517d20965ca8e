import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Attacked, openAttacked } from '../attack/attacked.js';
import { read } from '../attack/reader.js';
import { startProductionGateway } from '../production-gateway.js';
import { memoryOf, processorOf, stopProcess } from '../published-list.js';
import { embeddedPid } from '../../test/kit/gateway-process.js';
import { crowd, someOfThem } from './crowd.js';
import { processorOfTree, ProcessorShares } from './processors.js';

/**
 * Sends ten times as many searches a second as the gateways can answer, from 240 addresses, while a member sends files
 * and another client reads from memory and from the database. Excess requests must be refused early, admitted ones
 * answered soon, and afterwards everything must be as before within seconds. The searching clients, on the same
 * machine, get the remaining processor time. SECONDS (10), GATEWAYS (1,3): on one machine.
 */
const seconds = Number(process.env['SECONDS'] ?? 10);
const gatewayCounts = (process.env['GATEWAYS'] ?? '1,3').split(',').map(Number);
/** Searches a second of the readers whose times are measured. */
const someRate = 20;

const say = (...words: unknown[]) => process.stdout.write(`${words.join('  ')}\n`);
const ms = (time: number) => `${time.toFixed(0)} ms`;

/** Returns the seconds until reads of half a second take at most twice the quiet time. */
async function recovery({ url, list }: Attacked, quiet: number): Promise<number> {
  const began = performance.now();
  for (;;) {
    const { p99, failed } = await read(url, list.noticeId, 0.5);
    const after = (performance.now() - began) / 1_000;
    if ((failed === 0 && p99 < 2 * quiet) || after > 60) return after;
  }
}

/**
 * Returns the event loop delay of a gateway in milliseconds since the last call, and the number of requests that were
 * refused before they began.
 */
async function stateOf(url: string): Promise<{ late: { p99: number; max: number }; turnedAway: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const of = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
  const late = (name: string) => 1_000 * of(`nodejs_eventloop_lag_${name}_seconds`);
  return { late: { p99: late('p99'), max: late('max') }, turnedAway: of('mianshen_http_turned_away_total') };
}

describe.each(gatewayCounts)('%i gateways', (count) => {
  let attacked: Attacked;
  let others: ChildProcess[];
  let urls: string[];
  beforeAll(async () => {
    attacked = await openAttacked();
    const ports = Array.from({ length: count - 1 }, (_, at) => Number(new URL(attacked.url).port) + 1_000 + at);
    others = await Promise.all(ports.map((port) => startProductionGateway(attacked.list, port)));
    urls = [attacked.url, ...ports.map((port) => `http://127.0.0.1:${port}`)];
  });
  afterAll(async () => {
    await Promise.all(others.map(stopProcess));
    await attacked.close();
  });

  const options = (more: { seconds: number; rate?: number }) => ({ urls, notice: attacked.list.noticeId, ...more });

  test('what is too much is refused early, and nothing is left of it afterwards', async () => {
    const { url, list, members, gateway } = attacked;
    await crowd(options({ seconds: 2 }));
    const most = await crowd(options({ seconds: 5 }));
    const capacity = (most.outcomes['200'] ?? 0) / 5;
    const quiet = await read(url, list.noticeId, 4);
    const quietFile = await members.sendSmallFile();
    say(
      'gateways',
      count,
      'served',
      `${capacity.toFixed(0)} searches/s`,
      'reader p99',
      ms(quiet.p99),
      'file',
      ms(quietFile),
    );

    const before = await Promise.all(urls.map(stateOf));
    const shares = new ProcessorShares({
      gateways: () => [gateway, ...others].reduce((sum, one) => sum + processorOf(one), 0),
      database: () => processorOfTree(embeddedPid(list.folder)!),
      bench: () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
    });
    const flooding = crowd(options({ seconds, rate: 10 * capacity }));
    await sleep(500);
    const [readings, some, file] = await Promise.all([
      read(url, list.noticeId, seconds - 1),
      someOfThem(options({ seconds: seconds - 1, rate: someRate })),
      members.sendSmallFile(),
    ]);
    const flood = await flooding;
    const used = shares.since({ crowd: flood.processor + some.processor });
    const states = await Promise.all(urls.map(stateOf));
    const recovered = await recovery(attacked, quiet.p99);
    say('asked', `${(flood.asked / seconds).toFixed(0)} searches/s`, JSON.stringify(flood.outcomes));
    say('let in', 'p50', ms(flood.p50), 'p99', ms(flood.p99), 'as a starved process sees it');
    say('let in', 'p50', ms(some.p50), 'p99', ms(some.p99), 'of', JSON.stringify(some.outcomes));
    say(
      'reader',
      'p99',
      ms(readings.p99),
      `refused ${readings.failed} of ${readings.times.length}`,
      JSON.stringify(readings.outcomes),
      'healthz',
      ms(readings.health),
    );
    say(
      'file of a member',
      ms(file),
      `recovered after ${recovered.toFixed(1)} s`,
      `memory ${memoryOf(gateway).peak} MB`,
    );

    for (const [at, { late, turnedAway }] of states.entries()) {
      const neverBegun = turnedAway - before[at]!.turnedAway;
      say('event loop late', 'p99', ms(late.p99), 'longest', ms(late.max), `never begun ${neverBegun}`);
    }
    say('processors', JSON.stringify(used));

    expect(gateway.exitCode, 'the gateway still runs').toBeNull();
    const outcomes = Object.keys({ ...flood.outcomes, ...some.outcomes });
    expect(
      outcomes.filter((outcome) => !['200', '429', '503'].includes(outcome)),
      'neither answered nor refused',
    ).toEqual([]);
    expect(readings.failed, 'refusals of somebody who asks for what is quick').toBe(0);
    expect(some.p99, 'milliseconds of what is let in').toBeLessThan(1_000);
    expect(recovered, 'seconds until it is as before').toBeLessThan(5);
    expect(memoryOf(gateway).peak, 'memory in MB').toBeLessThan(1_500);
  });
});
