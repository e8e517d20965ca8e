import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { publicViewer } from '../../src/access/viewer.js';
import { Budget } from '../../src/http/limits/budget.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const attacker = { viewer: publicViewer, address: '192.0.2.1' };
const pauseOf = (budget: Budget) => budget.pauseOf('192.0.2.1');

test('spending beyond the burst is followed by a pause; other clients have none', () => {
  const budget = new Budget(1_000_000);
  budget.spend(attacker, 80_000);
  expect(pauseOf(budget)).toBe(0);
  budget.charge(attacker, 50_000);
  // 1,000,000 a minute are 50,000 in three seconds.
  expect(pauseOf(budget)).toBeCloseTo(3_000);
  expect(budget.pauseOf('192.0.2.2')).toBe(0);
  vi.advanceTimersByTime(1_000);
  expect(pauseOf(budget)).toBeCloseTo(2_000);
  vi.advanceTimersByTime(3_000);
  expect(pauseOf(budget)).toBe(0);
});

test('the immediate allowance ends with the burst and with the limit', () => {
  const budget = new Budget(100_000);
  expect(budget.hasAtOnce(attacker, 100_001)).toBe(false);
  budget.charge(attacker, 80_000);
  expect(budget.hasAtOnce(attacker, 20_000)).toBe(true);
  budget.charge(attacker, 1);
  expect(budget.hasAtOnce(attacker, 1)).toBe(false);
  vi.advanceTimersByTime(1_000);
  expect(budget.hasAtOnce(attacker, 1)).toBe(true);
  expect(new Budget(undefined).hasAtOnce(attacker, 1e9)).toBe(true);
});

test('a new minute gives a new limit and removes no pause', () => {
  const budget = new Budget(1_000_000);
  budget.charge(attacker, 1);
  vi.advanceTimersByTime(59_000);
  budget.charge(attacker, 1_000_000);
  expect(() => budget.spend(attacker, 1)).toThrow('Try again in 1 seconds');
  vi.advanceTimersByTime(1_000);
  expect(() => budget.spend(attacker, 1)).not.toThrow();
  expect(pauseOf(budget)).toBeGreaterThan(50_000);
});

test('a refused client has to wait, at most two seconds', async () => {
  const budget = new Budget(1_000_000);
  budget.charge(attacker, 500_000);
  let waited = false;
  const pause = budget.pause(attacker).then(() => (waited = true));
  await vi.advanceTimersByTimeAsync(1_900);
  expect(waited).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  await pause;
  expect(waited).toBe(true);
});

test('without a limit there is no pause', () => {
  const budget = new Budget(undefined);
  budget.charge(attacker, 1e9);
  expect(pauseOf(budget)).toBe(0);
});

test('what a client spends at one gateway is spent at the others, and nothing is counted twice', () => {
  const [here, there] = [new Budget(2_000_000), new Budget(2_000_000)];
  const remaining = (budget: Budget) => budget.allowanceOf(attacker).remaining;
  here.charge(attacker, 300_000);
  there.charge(attacker, 100_000);
  expect([...here.takeUnsent(10)]).toEqual([['192.0.2.1', 300_000]]);
  expect([...there.takeUnsent(10)]).toEqual([['192.0.2.1', 100_000]]);
  there.charge(attacker, 50_000);
  for (const budget of [here, there]) budget.learn({ client: '192.0.2.1', spent: 400_000, age: 10_000 });
  expect(remaining(here)).toBe(1_600_000);
  expect(remaining(there), 'with what it spent meanwhile').toBe(1_550_000);
  expect(here.allowanceOf(attacker).resetAt - Date.now()).toBe(50_000);
  expect(pauseOf(here), 'the pause counts what was spent elsewhere').toBeCloseTo(9_600);
  expect([...here.takeUnsent(10)]).toEqual([]);
});

test('spending that could not be sent is sent the next time', () => {
  const budget = new Budget(2_000_000);
  budget.charge(attacker, 300_000);
  budget.putBack(budget.takeUnsent(10));
  budget.charge(attacker, 1);
  expect([...budget.takeUnsent(10)]).toEqual([['192.0.2.1', 300_001]]);
  vi.advanceTimersByTime(60_000);
  budget.putBack(new Map([['192.0.2.1', 300_001]]));
  expect([...budget.takeUnsent(10)], 'its minute is over').toEqual([]);
});
