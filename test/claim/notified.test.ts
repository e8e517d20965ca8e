import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import {
  ForfeitExpiredClaimsDocument,
  PrepareServiceNoticeDocument,
  PublishServiceNoticeDocument,
  ServiceNoticesDocument,
  TextMessagesDocument,
} from '../generated/graphql.js';
import { askYear } from '../kit/claimed-year.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventually } from '../kit/eventually.js';
import { publishedYear, type PublishedYear, readClaims } from '../kit/published-year.js';
import { alsoAs, programmeCode } from '../kit/world.js';

/**
 * Nobody gives up a subsidy without being notified. Enterprises were asked on 2025-08-28 and have ten working days, to 2025-09-11. The
 * provider reports later: the first company's message arrives the same day, the second one's never, the third has
 * nobody to be notified, the fourth one's arrives four days later.
 */
let gateway: TestGateway;
let year: PublishedYear;
const secret = `whsec_${Buffer.from('a secret of the provider for tests').toString('base64')}`;
const phoneOf = (place: number) => (place === 2 ? undefined : `1370000000${place}`);

beforeAll(async () => {
  gateway = await startTestGateway({
    world: publishedYear(4),
    reportsLater: true,
    environment: { BACKGROUND_JOBS: 'true', SMS_CALLBACK_SECRET: secret },
  });
  year = await askYear(gateway, 4, phoneOf);
  const sent = () => gateway.sql(`select 1 from text_message where status = 'SENT'`);
  await eventually(async () => (await sent()).length === 3, 'the provider took three messages');
});
afterAll(() => gateway.stop());

interface Signing {
  key?: string;
  at?: number;
}

function report(body: unknown, { key = secret, at = Date.now() }: Signing = {}): Promise<Response> {
  const text = JSON.stringify(body);
  const id = randomUUID();
  const timestamp = Math.floor(at / 1_000);
  const signature = createHmac('sha256', Buffer.from(key.slice(6), 'base64'))
    .update(`${id}.${timestamp}.${text}`)
    .digest('base64');
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  };
  return gateway.client().fetch('/callbacks/sms', { method: 'POST', body: text, headers });
}

const sentTo = (place: number) => gateway.texts.find(({ phone }) => phone === phoneOf(place))!.id;
const delivered = (place: number) => [
  { id: sentTo(place), status: 'DELIVERED', at: gateway.clock.now().toISOString() },
];
const claimOf = async (place: number) => (await readClaims(year.science)).get(year.companies[place]!.creditCode)!;
const statuses = async () => {
  const claims = await readClaims(year.science);
  return year.companies.map(({ creditCode }) => claims.get(creditCode)!.status);
};
const on = (day: string) => gateway.clock.set(new Date(`${day}T10:00:00+08:00`));
const messagesTo = async (place: number) => {
  const filter = { creditCode: year.companies[place]!.creditCode };
  return (await year.platform.client.get(TextMessagesDocument, { filter })).textMessages.nodes;
};

const prepare = async (idempotencyKey: string) => {
  const input = { programme: programmeCode, idempotencyKey };
  return (await year.platform.client.get(PrepareServiceNoticeDocument, { input })).prepareServiceNotice;
};

test('a delivery report that is unsigned, signed with another key or old changes nothing', async () => {
  const unsigned = await gateway.client().fetch('/callbacks/sms', { method: 'POST', body: '[]' });
  expect(unsigned.status).toBe(401);
  const foreign = `whsec_${Buffer.from('a secret of somebody else altogether').toString('base64')}`;
  expect((await report(delivered(0), { key: foreign })).status).toBe(401);
  expect((await report(delivered(0), { at: Date.now() - 600_000 })).status).toBe(401);
  expect((await report([{ id: 'none', status: 'LOST' }])).status).toBe(400);
  expect(await messagesTo(0)).toMatchObject([{ status: 'SENT', deliveredAt: null }]);
  expect(await claimOf(0)).toMatchObject({ notifiedAt: null, notifiedBy: null, claimBy: '2025-09-11' });
});

test('a delivered message counts as notification; a failed one does not, and the office sees why', async () => {
  expect(await (await report(delivered(0))).json()).toEqual({ recorded: 1 });
  expect(await (await report(delivered(0))).json()).toEqual({ recorded: 0 });
  const failed = { id: sentTo(1), status: 'FAILED', reason: 'isp.MOBILE_OFF', at: '2025-08-28T10:05:00+08:00' };
  expect(await (await report([failed])).json()).toEqual({ recorded: 1 });
  expect(await claimOf(0)).toMatchObject({ notifiedBy: 'MESSAGE', claimBy: '2025-09-11' });
  expect(await claimOf(1)).toMatchObject({ notifiedAt: null, claimBy: '2025-09-11' });
  expect(await messagesTo(0)).toMatchObject([{ status: 'DELIVERED', contactSource: 'REGISTRATION' }]);
  expect(await messagesTo(1)).toMatchObject([{ status: 'FAILED', deliveryReport: 'isp.MOBILE_OFF' }]);
  const events = await gateway.sql(
    `select type, data ->> 'reason' as reason from event where type like 'TEXT_MESSAGE%' order by id`,
  );
  expect(events).toEqual([
    { type: 'TEXT_MESSAGE_DELIVERED', reason: null },
    { type: 'TEXT_MESSAGE_FAILED', reason: 'isp.MOBILE_OFF' },
  ]);
});

test('a company that is notified late has as much time as the others', async () => {
  on('2025-09-03');
  await report(delivered(3));
  expect(await claimOf(3)).toMatchObject({ notifiedBy: 'MESSAGE', claimBy: '2025-09-17' });
});

test('after the deadline only companies that were notified and reminded forfeit', async () => {
  on('2025-09-10');
  await eventually(async () => (await claimOf(0)).remindedAt !== null, 'the first is reminded');
  on('2025-09-12');
  await eventually(async () => (await statuses())[0] === 'FORFEITED', 'the first is given up');
  const byHand = await year.platform.client.get(ForfeitExpiredClaimsDocument, {
    input: { programme: programmeCode, idempotencyKey: 'forfeit' },
  });
  expect(byHand.forfeitExpiredClaims.forfeitedCount).toBe(0);
  expect(await statuses()).toEqual(['FORFEITED', 'AWAITING_CLAIM', 'AWAITING_CLAIM', 'AWAITING_CLAIM']);
  // The provider has three days to report on the reminder to the second; nobody can write to the third.
  const { serviceNotice } = await prepare('early');
  expect(serviceNotice?.lines.nodes.map(({ name }) => name)).toEqual([year.companies[2]!.name]);
});

test('a reminder that a clock jump skipped is sent late, and leaves two working days', async () => {
  // From 2025-09-12 to 2025-10-09: the fourth's time ended on 2025-09-17, and it was never reminded.
  on('2025-10-09');
  await eventually(async () => (await claimOf(3)).remindedAt !== null, 'the late reminder');
  expect(await claimOf(3)).toMatchObject({ status: 'AWAITING_CLAIM', claimBy: '2025-10-11' });
  const reminders = gateway.texts.filter(({ template }) => template === 'PAYMENT_INFORMATION_REMINDER');
  await eventually(async () => reminders.length > 0, 'a text message');
  on('2025-10-12');
  await eventually(async () => (await statuses())[3] === 'FORFEITED', 'the fourth is given up');
});

test('companies that no message reaches are listed, and another person publishes the list', async () => {
  on('2025-10-16');
  const { serviceNotice } = await prepare('list');
  const names = serviceNotice!.lines.nodes.map(({ name }) => name);
  expect(names).toEqual([year.companies[1]!.name, year.companies[2]!.name]);
  expect((await prepare('list')).serviceNotice?.id).toBe(serviceNotice!.id);

  const anybody = async () => (await gateway.client().get(ServiceNoticesDocument, {})).serviceNotices.nodes;
  expect(await anybody()).toEqual([]);
  const page = `/service-notices/${serviceNotice!.id}`;
  expect((await gateway.client().fetch(page)).status).toBe(404);
  expect((await gateway.client().fetch(`/feed${page}.json`)).status).toBe(404);
  const input = { serviceNoticeId: serviceNotice!.id, version: serviceNotice!.version };
  const sameHand = await alsoAs(gateway, year.platform.accountId, Role.SCIENCE);
  const own = await sameHand.client.get(PublishServiceNoticeDocument, { input });
  expect(own.publishServiceNotice.userErrors).toMatchObject([{ code: 'FOUR_EYES' }]);
  const stale = await year.science.client.get(PublishServiceNoticeDocument, { input: { ...input, version: 9 } });
  expect(stale.publishServiceNotice.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  const { publishServiceNotice } = await year.science.client.get(PublishServiceNoticeDocument, { input });
  expect(publishServiceNotice).toMatchObject({
    serviceNotice: { status: 'PUBLISHED', lineCount: 2, claimBy: '2025-10-30' },
    userErrors: [],
  });
  const [seen] = await anybody();
  expect(seen?.lines.nodes.map(({ name }) => name)).toEqual(names);
  const html = await (await gateway.client().fetch(page)).text();
  expect(names.filter((name) => !html.includes(name))).toEqual([]);
  expect(await (await gateway.client().fetch('/programmes')).text()).toContain(page);
  const data = (await (await gateway.client().fetch(`/feed${page}.json`)).json()) as { companies: { name: string }[] };
  expect(data.companies.map(({ name }) => name)).toEqual(names);
  const twice = await year.science.client.get(PublishServiceNoticeDocument, {
    input: { ...input, version: input.version + 1 },
  });
  expect(twice.publishServiceNotice.userErrors).toMatchObject([{ code: 'SERVICE_NOTICE_NOT_PREPARED' }]);
});

test('the notice counts as notification: their full period runs from its publication', async () => {
  expect(await claimOf(2)).toMatchObject({ notifiedBy: 'SERVICE_NOTICE', claimBy: '2025-10-30', remindedAt: null });
  expect((await prepare('nobody')).userErrors).toMatchObject([{ code: 'NOBODY_UNREACHED' }]);
  on('2025-10-29');
  await eventually(async () => (await claimOf(2)).remindedAt !== null, 'the reminder');
  on('2025-10-31');
  await eventually(async () => (await statuses())[2] === 'FORFEITED', 'the third is given up');
  expect((await statuses()).every((status) => status === 'FORFEITED')).toBe(true);
});
