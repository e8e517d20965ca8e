import { afterAll, beforeAll, expect, test } from 'vitest';
import { Listener } from '../../src/database/connections/listener.js';
import { Alarm } from '../../src/job/alarm.js';
import { type Clock, SandboxClock } from '../../src/kernel/clock.js';
import { eventually } from '../kit/eventually.js';
import { cloneDatabase, type TestDatabase } from '../kit/gateway.js';

/** A clock that nobody can move, and how often it was looked at. */
class SeenClock implements Clock {
  looks = 0;

  now(): Date {
    this.looks += 1;
    return new Date();
  }
}

let database: TestDatabase;
let listener: Listener;
const clock = new SeenClock();
const sandbox = new SandboxClock();
let alarm: Alarm;
let movable: Alarm;
beforeAll(async () => {
  database = await cloneDatabase();
  listener = new Listener(database.ownerUrl, console as never);
  alarm = new Alarm(clock, listener);
  movable = new Alarm(sandbox, listener);
  listener.start();
  await eventually(async () => listener.isConnected, 'the listener is connected');
});
afterAll(async () => {
  await listener.stop();
  await database.drop();
});

const { signal: never } = new AbortController();

/** Milliseconds until it is awake. */
async function asleep(which: Alarm, next?: Date, signal = never): Promise<number> {
  const begun = performance.now();
  await which.sleep(which.mark(), next, signal);
  return performance.now() - begun;
}

test('a dozen that sleep look at the clock hardly at all', async () => {
  const waking = new AbortController();
  const dozen = Array.from({ length: 12 }, () => asleep(alarm, undefined, waking.signal));
  clock.looks = 0;
  await asleep(alarm, new Date(Date.now() + 4_500));
  // Every two seconds, when it sleeps and when it is due; a due time may be looked at a moment early.
  expect(clock.looks).toBeLessThanOrEqual(8);
  waking.abort();
  await Promise.all(dozen);
});

test('a due time is met when another sleeper has a later one', async () => {
  const stays = new AbortController();
  const longer = asleep(alarm, new Date(Date.now() + 60_000), stays.signal);
  const took = await asleep(alarm, new Date(Date.now() + 700));
  expect(took).toBeGreaterThan(690);
  expect(took).toBeLessThan(1_500);
  stays.abort();
  await longer;
});

test('what is written wakes all, also between the mark and the sleep', async () => {
  const both = [asleep(alarm), asleep(alarm, new Date(Date.now() + 60_000))];
  const before = alarm.mark();
  await database.sql(`select pg_notify('due', '')`);
  for (const took of await Promise.all(both)) expect(took).toBeLessThan(1_500);
  const begun = performance.now();
  await alarm.sleep(before, undefined, never);
  expect(performance.now() - begun).toBeLessThan(1_500);
});

test('a clock that is moved wakes, and so does the end', async () => {
  const moved = asleep(movable);
  sandbox.set(new Date(Date.now() + 3_600_000));
  expect(await moved).toBeLessThan(1_500);
  const ended = new AbortController();
  const sleeper = asleep(movable, undefined, ended.signal);
  ended.abort();
  expect(await sleeper).toBeLessThan(100);
});
