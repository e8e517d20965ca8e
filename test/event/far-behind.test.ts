import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { RequestTransaction } from '../../src/database/session/request-transaction.js';
import { Role } from '../../src/access/role.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { Follower, transports } from '../kit/follower.js';
import { newestCursor } from '../kit/newest-cursor.js';
import { eventually } from '../kit/eventually.js';
import { publishedYear } from '../kit/published-year.js';
import { arrangePerson } from '../kit/world.js';

/* Followers who were away while much happened: what they receive of many events is read for many of them at once. */
const events = 2_000;
let gateway: TestGateway;
let start: string;
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(1), madeUpEvents: true });
  start = await newestCursor((await arrangePerson(gateway, Role.AUDITOR)).client);
  await gateway.sql(
    `insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
     select now(), 'NOTICE_PUBLISHED', 'SYSTEM', 'PublicityNotice', id,
       jsonb_build_object('release', case n % 2 when 0 then 1 end, 'closesOn', '2025-08-27')
     from publicity_notice, generate_series(1, $1::int) as n`,
    [events],
  );
  await eventually(
    async () => (await gateway.sql('select 1 from event_pending limit 1')).length === 0,
    'all is sealed',
  );
});
afterAll(() => gateway.stop());

/** What is read passes here, once for each statement at least. */
const looks = vi.spyOn(RequestTransaction.prototype, 'read');
afterAll(() => looks.mockRestore());

test.each(Object.keys(transports(() => '')))('%s delivers all of it in order, with few reads', async (name) => {
  looks.mockClear();
  const follower = new Follower(transports(() => gateway.url)[name]!, start);
  const following = follower.follow();
  await eventually(async () => follower.numbers.length >= events, 'the follower has everything');
  const read = looks.mock.calls.length;
  await follower.stop();
  await following;
  // Each of them receives what is its own: every other one names the release.
  expect(follower.numbers).toEqual(Array.from({ length: events }, (_, at) => ((at + 1) % 2 === 0 ? 1 : 0)));
  expect(follower.interruptions).toEqual([]);
  expect(read).toBeLessThan(events / 5);
});
