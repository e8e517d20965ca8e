import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { RequestTransaction } from '../../src/database/session/request-transaction.js';
import { Role } from '../../src/access/role.js';
import { ClaimStatusChangedDocument, NoticePublishedDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { newestCursor } from '../kit/newest-cursor.js';
import { eventually } from '../kit/eventually.js';
import { publishedYear, type PublishedYear, yearOf } from '../kit/published-year.js';
import { type ArrangedEnterprise, arrangePerson } from '../kit/world.js';

/** A thousand people follow the published lists without a token; what happens is read and answered once for all. */
const followers = 1_000;
let gateway: TestGateway;
let year: PublishedYear;
const sockets: WebSocket[] = [];
const received: string[][] = [];
const refused: string[] = [];

beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(2), madeUpEvents: true });
  year = yearOf(gateway, 2);
  after = await newestCursor((await arrangePerson(gateway, Role.AUDITOR)).client);
  // All of them come back at once, as after a restart, and through one address, as behind a proxy that does not pass on the client's address.
  await Promise.all(Array.from({ length: followers }, (_, place) => open(place)));
});
afterAll(async () => {
  looks.mockRestore();
  for (const socket of sockets) socket.terminate();
  await gateway.stop();
});

const query =
  'subscription ($after: String) { noticePublished(after: $after) { cursor type notice { title status } release { number } } }';
let after: string;

/** A follower: what `graphql-ws` does, without a client object for each of a thousand. */
function open(place: number): Promise<void> {
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const seen: string[] = [];
  sockets.push(socket);
  received[place] = seen;
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as { type: string; payload?: unknown };
      if (message.type === 'next') seen.push(JSON.stringify(message.payload));
      if (message.type === 'error') refused.push(JSON.stringify(message.payload));
      if (message.type !== 'connection_ack') return;
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables: { after } } }));
      resolve();
    });
  });
}

/** Every look of the gateway into its database passes here. */
const looks = vi.spyOn(RequestTransaction.prototype, 'read');

/** Everything that was written is sealed: whom it concerns is known by then. */
const sealed = () =>
  eventually(async () => (await gateway.sql('select 1 from event_pending limit 1')).length === 0, 'all is sealed');

const listed = { recipientCount: 1, totalAmount: '1.00' };
const closes = { closesOn: '2025-08-27' };
const news: Record<string, object> = {
  NOTICE_PUBLISHED: { release: 1, ...listed, ...closes },
  NOTICE_CORRECTED: { release: 1, ...listed, reason: '更正', corrections: [], changes: [] },
  NOTICE_CLOSED: closes,
};

const happen = (type: string) =>
  gateway.sql(
    `insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
     select now(), $1, 'SYSTEM', 'PublicityNotice', id, $2::jsonb from publicity_notice`,
    [type, JSON.stringify(news[type] ?? {})],
  );

interface News {
  data: { noticePublished: { cursor: string; type: string; release: { number: number } | null } };
}
const newsOf = (seen: string[]) => seen.map((payload) => (JSON.parse(payload) as News).data.noticePublished);

test('no subscriber is refused: each receives the first event', async () => {
  await happen('NOTICE_PUBLISHED');
  await eventually(async () => refused.length > 0 || received.every((seen) => seen.length > 0), 'all receive it');
  expect(refused).toEqual([]);
  for (const seen of received) expect(newsOf(seen.splice(0))).toMatchObject([{ type: 'NOTICE_PUBLISHED' }]);
});

test('events that concern no subscriber add no work for each subscriber', async () => {
  await sealed();
  looks.mockClear();
  for (let times = 0; times < 5; times += 1) await happen('SIGNED_IN');
  await sealed();
  // For each sealing, one look whom it concerns. What they would have received of it came before what the next test sends.
  expect(looks.mock.calls.length).toBeLessThan(50);
});

test('events that concern them reach each subscriber once, in order, and are read once for all', async () => {
  looks.mockClear();
  await happen('NOTICE_CORRECTED');
  await happen('NOTICE_CLOSED');
  await eventually(async () => received.every((seen) => seen.length >= 2), 'all receive it');
  expect(looks.mock.calls.length).toBeLessThan(followers / 4);
  const [first] = received as [string[]];
  expect(newsOf(first)).toMatchObject([
    { type: 'NOTICE_CORRECTED', release: { number: 1 } },
    { type: 'NOTICE_CLOSED', release: null },
  ]);
  expect(received.every((seen) => seen.length === 2 && seen[0] === first[0] && seen[1] === first[1])).toBe(true);
});

test('a later subscriber with a cursor gets what it missed and then new events, nothing twice', async () => {
  const [{ cursor: after }] = newsOf(received[0]!) as [News['data']['noticePublished']];
  const late = gateway.client().follow(NoticePublishedDocument, { after });
  const [missed] = [await late.next()];
  expect(missed.value).toMatchObject({ noticePublished: { type: 'NOTICE_CLOSED' } });
  const next = late.next();
  await happen('NOTICE_PUBLISHED');
  expect((await next).value).toMatchObject({ noticePublished: { type: 'NOTICE_PUBLISHED' } });
  await late.return();
});

test('a person who acts for an enterprise receives events of its own claim only', async () => {
  const [one, other] = year.companies as [ArrangedEnterprise, ArrangedEnterprise];
  const people = await Promise.all([one, other].map(({ id }) => arrangePerson(gateway, Role.ENTERPRISE, id)));
  await sealed();
  const newest = await newestCursor((await arrangePerson(gateway, Role.AUDITOR)).client);
  const following = people.map(({ client }) => client.follow(ClaimStatusChangedDocument, { after: newest }));
  const seen = following.map((events) => events.next());
  for (const { id } of [other, one]) {
    await gateway.sql(
      `insert into event (occurred_at, type, actor_role, subject_type, subject_id, enterprise_id, data)
       select now(), 'CLAIM_STATUS_CHANGED', 'SYSTEM', 'Claim', id, enterprise_id, '{"from": null, "to": "CLAIMED", "reason": null}'
       from claim where enterprise_id = $1`,
      [id],
    );
  }
  const received = (await Promise.all(seen)).map(
    ({ value }) => value?.claimStatusChanged.claim?.enterprise?.creditCode,
  );
  expect(received).toEqual([one.creditCode, other.creditCode]);
  await Promise.all(following.map((events) => events.return()));
});
