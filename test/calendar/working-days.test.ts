import { afterAll, beforeAll, expect, test } from 'vitest';
import { PublicityNoticesDocument, PublishNoticeDocument, WorkingCalendarDocument } from '../generated/graphql.js';
import { dayOf } from '../../src/kernel/values/dates.js';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { lastWorkingDay } from '../../src/calendar/working-days.js';
import { putCalendarInForce } from '../kit/drafts.js';
import { year2027 } from '../kit/calendar-years.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { approveYear, type ApprovedYear } from '../kit/published-year.js';

/** The calendar, and how the period of a notice is computed with it. */
let gateway: TestGateway;
let year: ApprovedYear;

beforeAll(async () => {
  gateway = await startTestGateway();
  year = await approveYear(gateway, 2);
});
afterAll(() => gateway.stop());

let serial = 0;

async function publishAt(instant: string) {
  gateway.clock.set(new Date(instant));
  serial += 1;
  const { publishNotice } = await year.science.client.get(PublishNoticeDocument, {
    input: { proposalId: year.proposalId, idempotencyKey: `publication-${serial}` },
  });
  return publishNotice;
}

test('everybody reads the covered years with their make-up days', async () => {
  const { workingCalendar } = await gateway.client().get(WorkingCalendarDocument);
  expect(workingCalendar.map((one) => one.year)).toEqual([2024, 2025, 2026]);
  expect(workingCalendar.map(({ makeUpDays }) => makeUpDays)).toEqual([
    ['2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28', '2024-05-11', '2024-09-14', '2024-09-29', '2024-10-12'],
    ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
    ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  ]);
  expect(workingCalendar[1]!.daysOff).toContain('2025-10-08');
});

test.each([
  // The day in Shanghai counts: a second before its midnight, and midnight itself.
  ['2025-08-20T15:59:59Z', '2025-08-27'],
  ['2025-08-20T16:00:00Z', '2025-08-28'],
  // Over the make-up Sunday of 28 September, up to the eve of the holidays.
  ['2025-09-24T02:00:00Z', '2025-09-30'],
  // Over the holidays, with the make-up Saturday of 11 October.
  ['2025-09-29T02:00:00Z', '2025-10-13'],
  // Published on a holiday, which is not counted either.
  ['2025-10-03T02:00:00Z', '2025-10-14'],
  // Over New Year, which 2026 has on the calendar, with the make-up Sunday of 4 January.
  ['2025-12-30T02:00:00Z', '2026-01-07'],
])('five working days after %s end with %s', async (instant, closesOn) => {
  const db = new RequestTransaction(gateway.database.em, systemSession);
  expect(await lastWorkingDay(await db.read(), dayOf(new Date(instant)), 5).finally(() => db.end())).toBe(closesOn);
});

test('a year that is not covered is an error that says what to do; once entered, its days can be computed', async () => {
  const unknown = await publishAt('2026-12-29T02:00:00Z');
  expect(unknown.userErrors).toMatchObject([
    { code: 'CALENDAR_YEAR_MISSING', path: null, details: { since: '2026-12-29' } },
  ]);
  const drafters = { preparer: year.platform, science: year.science, regulator: year.regulator };
  expect(await putCalendarInForce(drafters, year2027)).toMatchObject({ status: 'IN_FORCE', previous: null });
  const { workingCalendar } = await gateway.client().get(WorkingCalendarDocument);
  expect(workingCalendar.at(-1)).toMatchObject({ year: 2027, daysOff: year2027.holidays, makeUpDays: ['2027-01-03'] });
  // 30 and 31 December, the make-up Sunday, 4 and 5 January.
  expect((await publishAt('2026-12-29T02:00:00Z')).notice).toMatchObject({ closesOn: '2027-01-05' });
});

test('the working days left go down with each of them, at midnight in Shanghai, and only with them', async () => {
  const left = async (instant: string) => {
    gateway.clock.set(new Date(instant));
    const { publicityNotices } = await gateway.client().get(PublicityNoticesDocument);
    return publicityNotices.nodes[0]?.workingDaysLeft;
  };
  expect([
    await left('2026-12-29T02:00:00Z'),
    await left('2026-12-29T15:59:59Z'),
    await left('2026-12-29T16:00:00Z'),
    await left('2026-12-31T02:00:00Z'),
    // New Year and a Saturday off, then a Sunday on which people work.
    await left('2027-01-01T02:00:00Z'),
    await left('2027-01-02T02:00:00Z'),
    await left('2027-01-03T02:00:00Z'),
    await left('2027-01-04T02:00:00Z'),
    await left('2027-01-05T15:59:59Z'),
    await left('2027-01-06T02:00:00Z'),
  ]).toEqual([5, 5, 4, 3, 3, 3, 2, 1, 0, 0]);
});
