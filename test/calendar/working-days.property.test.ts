import fc from 'fast-check';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EntityManager } from '@mikro-orm/postgresql';
import { lastWorkingDay, requireCovered, workingDaysBetween } from '../../src/calendar/working-days.js';
import { countWorkingDays, isNear, nthWorkingDay } from '../../src/calendar/working-days.sql.js';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { Refused } from '../../src/kernel/errors/refusal.js';
import { addDays } from '../../src/kernel/values/dates.js';
import { runs } from '../kit/extent.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';

/** The calendar in SQL against the same counted day by day, where years are missing: before, between and after those that it has. */
const missing = ['2023', '2027', '2029'];
let gateway: TestGateway;
let transaction: RequestTransaction;
let em: EntityManager;
let calendar: Map<string, boolean>;

beforeAll(async () => {
  gateway = await startTestGateway();
  // 2024 to 2026 are loaded with their holidays; of 2028 the weekdays do.
  await gateway.sql(`insert into calendar_day (day, working) select day, extract(isodow from day) < 6
    from generate_series('2028-01-01'::date, '2028-12-31', '1 day') as day`);
  const days = await gateway.sql<{ day: string; working: boolean }>('select day::text, working from calendar_day');
  calendar = new Map(days.map(({ day, working }) => [day, working]));
  transaction = new RequestTransaction(gateway.database.em, systemSession);
  em = await transaction.read();
});
afterAll(async () => {
  await transaction.end();
  await gateway.stop();
});

// Without a bias to the ends of a range, so that the gaps and the years are met alike.
const integer = (min: number, max: number) => fc.noBias(fc.integer({ min, max }));
const day = integer(0, 2_400).map((offset) => addDays('2023-06-01', offset));

/** Undefined as soon as a day is not on the calendar. */
function counted(start: string, working: number): string | undefined {
  let left = working;
  for (let at = addDays(start, 1); calendar.has(at); at = addDays(at, 1)) {
    if (calendar.get(at) === true) left -= 1;
    if (left === 0) return at;
  }
  return undefined;
}

function daysAfter(start: string, until: string): string[] {
  const days = [];
  for (let at = addDays(start, 1); at <= until; at = addDays(at, 1)) days.push(at);
  return days;
}

async function valueOf<T>(expression: RawBuilder<T>): Promise<T> {
  const { rows } = await sql<{ value: T }>`select ${expression} as value`.execute(em.getKysely());
  return rows[0]!.value;
}

const refusedAsMissing = (work: Promise<unknown>) =>
  work.then(
    () => false,
    (error: unknown) => error instanceof Refused && error.refusals[0]?.code === 'CALENDAR_YEAR_MISSING',
  );

test('the nth working day is that of a count by hand, and unknown as soon as a day before it is', async () => {
  const seen = { known: 0, unknown: 0 };
  await fc.assert(
    fc.asyncProperty(day, integer(1, 60), async (start, working) => {
      const expected = counted(start, working);
      seen[expected ? 'known' : 'unknown'] += 1;
      expect(await valueOf(nthWorkingDay(start, working))).toBe(expected ?? null);
      if (expected) expect(await lastWorkingDay(em, start, working)).toBe(expected);
      else expect(await refusedAsMissing(lastWorkingDay(em, start, working))).toBe(true);
    }),
    { numRuns: runs(400, 100) },
  );
  expect(Math.min(seen.known, seen.unknown)).toBeGreaterThan(0);
});

test('what is counted between two days is never more than there are, so that nothing is overdue too early', async () => {
  await fc.assert(
    fc.asyncProperty(day, day, async (start, until) => {
      const days = daysAfter(start, until);
      const expected = days.filter((one) => calendar.get(one) === true).length;
      expect(await valueOf(countWorkingDays(start, until))).toBe(expected);
      expect(await workingDaysBetween(em, start, until)).toBe(expected);
    }),
    { numRuns: runs(400, 100) },
  );
});

test('a deadline is near with so many working days left, and is refused where it cannot be said when that is', async () => {
  const near = { true: 0, false: 0 };
  await fc.assert(
    fc.asyncProperty(day, integer(-5, 40), integer(1, 10), async (today, ahead, left) => {
      const deadline = addDays(today, ahead);
      const days = daysAfter(today, deadline);
      const known = days.every((one) => calendar.has(one));
      if (ahead >= 0) expect(await refusedAsMissing(requireCovered(em, today, deadline))).toBe(!known);
      if (!known) return;
      const expected = days.filter((one) => calendar.get(one) === true).length <= left;
      near[`${expected}`] += 1;
      expect(await valueOf(isNear(sql`${deadline}::date`, today, left))).toBe(expected);
    }),
    { numRuns: runs(400, 100) },
  );
  expect(Math.min(near.true, near.false)).toBeGreaterThan(0);
});

test('the calendar of this file has gaps', () => {
  for (const year of missing) expect(calendar.has(`${year}-07-01`)).toBe(false);
  expect(calendar.has('2028-07-01')).toBe(true);
});
