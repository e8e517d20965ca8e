import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCalendar } from '../../src/calendar/load-calendar.js';
import { forfeitClaims, remindClaims } from '../../src/claim/claim.jobs.js';
import { recordReports } from '../../src/message/record-reports.js';
import { askYear } from '../kit/claimed-year.js';
import { eventually } from '../kit/eventually.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { settle } from '../kit/jobs.js';
import { publishedYear, type PublishedYear, readClaims } from '../kit/published-year.js';
import { systemContext } from '../kit/system-context.js';

/**
 * The company was asked on 2025-08-28, to the end of 2025-09-11. From 2025-09-20 on the calendar is missing, so the ten working days
 * after a message of 2025-09-09 are not known.
 */
let gateway: TestGateway;
let year: PublishedYear;

beforeAll(async () => {
  gateway = await startTestGateway({
    world: publishedYear(1),
    reportsLater: true,
    environment: { BACKGROUND_JOBS: 'true' },
  });
  year = await askYear(gateway, 1, () => '13700000000');
  await gateway.sql(`delete from calendar_day where day >= '2025-09-20'`);
});
afterAll(() => gateway.stop());

const claim = async () => (await readClaims(year.science)).get(year.companies[0]!.creditCode)!;
const messages = (template: string) => gateway.texts.filter((text) => text.template === template);

async function arrives(template: string): Promise<void> {
  await eventually(async () => messages(template).length === 1, template);
  const { context, end } = systemContext(gateway);
  const report = { id: messages(template)[0]!.id, delivered: true, reason: null, at: gateway.clock.now() };
  await context.db.write((em) => recordReports(em, context, [report])).finally(end);
}

test('a message that arrives while the full time is not known does not count as notification: nothing is forfeited', async () => {
  await settle(gateway, remindClaims, new Date('2025-09-08T02:00:00Z'));
  expect(messages('PAYMENT_INFORMATION_REMINDER')).toEqual([]);
  await settle(gateway, remindClaims, new Date('2025-09-09T02:00:00Z'));
  await arrives('PAYMENT_INFORMATION_REQUEST');
  expect(await claim()).toMatchObject({ notifiedAt: null, notifiedBy: null, claimBy: '2025-09-11' });
  await settle(gateway, forfeitClaims, new Date('2025-09-12T02:00:00Z'));
  expect(await claim()).toMatchObject({ status: 'AWAITING_CLAIM' });
});

test('once the calendar is known, a message that arrives gives the full time', async () => {
  const { context, end } = systemContext(gateway);
  await context.db.write((em) => loadCalendar(em, [2025])).finally(end);
  await arrives('PAYMENT_INFORMATION_REMINDER');
  expect(await claim()).toMatchObject({ notifiedBy: 'MESSAGE', claimBy: '2025-09-26' });
  await settle(gateway, forfeitClaims, new Date('2025-09-26T15:59:59Z'));
  expect(await claim()).toMatchObject({ status: 'AWAITING_CLAIM' });
  gateway.clock.set(new Date('2025-09-26T16:00:00Z'));
  await eventually(async () => (await claim()).status === 'FORFEITED', 'the claim is forfeited');
});
