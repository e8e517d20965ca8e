import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ExtendClaimDocument,
  ForfeitExpiredClaimsDocument,
  RequestPaymentInformationDocument,
} from '../generated/graphql.js';
import { askYear } from '../kit/claimed-year.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { settle } from '../kit/jobs.js';
import { forfeitClaims, remindClaims } from '../../src/claim/claim.jobs.js';
import { eventually } from '../kit/eventually.js';
import { publishedYear, type PublishedYear, readClaims } from '../kit/published-year.js';
import { programmeCode } from '../kit/world.js';

/** Enterprises were asked on 2025-08-28 and have ten working days, to the end of 2025-09-11. */
let gateway: TestGateway;
let year: PublishedYear;
const phoneOf = (place: number) => `1370000000${place}`;

beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(4), environment: { BACKGROUND_JOBS: 'true' } });
  // Somebody acts for the first two companies; nobody has registered for the others.
  year = await askYear(gateway, 4, (place) => (place < 2 ? phoneOf(place) : undefined));
});
afterAll(() => gateway.stop());

const textsTo = (phone: string, template: string) =>
  gateway.texts.filter((text) => text.phone === phone && text.template === template);
const statuses = async () => {
  const claims = await readClaims(year.science);
  return year.companies.map(({ creditCode }) => claims.get(creditCode)!.status);
};

test('registered people get one text message, and the period starts for all', async () => {
  await eventually(async () => textsTo(phoneOf(1), 'PAYMENT_INFORMATION_REQUEST').length > 0, 'a text message');
  expect(textsTo(phoneOf(0), 'PAYMENT_INFORMATION_REQUEST')).toMatchObject([
    { parameters: { enterprise: year.companies[0]!.name, until: '2025-09-11' } },
  ]);
  const claims = await readClaims(year.science);
  expect([...claims.values()].map(({ status, claimBy }) => [status, claimBy])).toEqual(
    Array.from({ length: 4 }, () => ['AWAITING_CLAIM', '2025-09-11']),
  );
  const [event] = await gateway.sql(`select data from event where type = 'PAYMENT_INFORMATION_REQUESTED'`);
  expect(event).toEqual({ data: { requestedCount: 4, messageCount: 2, claimBy: '2025-09-11' } });
  const again = await year.platform.client.get(RequestPaymentInformationDocument, {
    input: { programme: programmeCode, idempotencyKey: 'ask' },
  });
  expect(again.requestPaymentInformation).toMatchObject({ requestedCount: 4, messageCount: 2 });
  const nothingLeft = await year.platform.client.get(RequestPaymentInformationDocument, {
    input: { programme: programmeCode, idempotencyKey: 'ask anew' },
  });
  expect(nothingLeft.requestPaymentInformation.userErrors).toMatchObject([{ code: 'NOTHING_TO_ASK' }]);
});

test('an enterprise is reminded once, with two working days left', async () => {
  await settle(gateway, remindClaims, new Date('2025-09-08T02:00:00Z'));
  expect(textsTo(phoneOf(0), 'PAYMENT_INFORMATION_REMINDER')).toHaveLength(0);
  gateway.clock.set(new Date('2025-09-09T02:00:00Z'));
  await eventually(async () => textsTo(phoneOf(0), 'PAYMENT_INFORMATION_REMINDER').length > 0, 'a reminder');
  await settle(gateway, remindClaims);
  expect(textsTo(phoneOf(0), 'PAYMENT_INFORMATION_REMINDER')).toHaveLength(1);
});

test('the department extends the deadline, with a reason, and never shortens it', async () => {
  const claim = (await readClaims(year.science)).get(year.companies[0]!.creditCode)!;
  const extend = async (until: string, reason: string) =>
    (
      await year.science.client.get(ExtendClaimDocument, {
        input: { claimId: claim.id, version: claim.version, until, reason },
      })
    ).extendClaim;
  expect((await extend('2025-09-30', ' ')).userErrors).toMatchObject([{ code: 'REASON_MISSING', path: ['reason'] }]);
  expect((await extend('2025-09-11', '台风')).userErrors).toMatchObject([{ code: 'EXTENSION_UNFIT' }]);
  expect((await extend('2027-01-15', '台风')).userErrors).toMatchObject([{ code: 'CALENDAR_YEAR_MISSING' }]);
  expect((await extend('2025-09-30', '台风')).claim).toMatchObject({ claimBy: '2025-09-30' });
});

test('an unclaimed subsidy is forfeited automatically, once; an extended deadline is respected', async () => {
  await settle(gateway, forfeitClaims, new Date('2025-09-11T15:59:59Z'));
  expect(await statuses()).toEqual(Array.from({ length: 4 }, () => 'AWAITING_CLAIM'));
  gateway.clock.set(new Date('2025-09-11T16:00:00Z'));
  await eventually(async () => (await statuses()).includes('FORFEITED'), 'claims are given up');
  // The last two could not be notified, so they lose nothing: a service notice comes first.
  expect(await statuses()).toEqual(['AWAITING_CLAIM', 'FORFEITED', 'AWAITING_CLAIM', 'AWAITING_CLAIM']);
  const { forfeitExpiredClaims } = await year.platform.client.get(ForfeitExpiredClaimsDocument, {
    input: { programme: programmeCode, idempotencyKey: 'forfeit' },
  });
  expect(forfeitExpiredClaims).toEqual({ forfeitedCount: 0, userErrors: [] });
  const unknown = await year.platform.client.get(ForfeitExpiredClaimsDocument, {
    input: { programme: 'NONE-2025', idempotencyKey: 'unknown' },
  });
  expect(unknown.forfeitExpiredClaims).toMatchObject({
    forfeitedCount: null,
    userErrors: [{ code: 'PROGRAMME_NOT_FOUND' }],
  });
});

test('moving the clock back undoes nothing and repeats nothing', async () => {
  // What became of each policy is followed behind the other events.
  const counted = `select count(*)::int as events from event where type <> 'POLICY_OUTCOME_CHANGED'`;
  const before = await gateway.sql(counted);
  for (const day of ['2025-08-20', '2025-09-12']) {
    const at = new Date(`${day}T02:00:00Z`);
    await settle(gateway, remindClaims, at);
    await settle(gateway, forfeitClaims);
  }
  expect(await gateway.sql(counted)).toEqual(before);
  expect(await statuses()).toEqual(['AWAITING_CLAIM', 'FORFEITED', 'AWAITING_CLAIM', 'AWAITING_CLAIM']);
  expect(textsTo(phoneOf(0), 'PAYMENT_INFORMATION_REMINDER')).toHaveLength(1);
});
