import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import type { ApiClient } from '../kit/client.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventually } from '../kit/eventually.js';
import { publishedYear, type PublishedYear, yearOf } from '../kit/published-year.js';
import { arrangePerson } from '../kit/world.js';

/*
 * Followers of all kinds at once, some of whom share an answer: each receives exactly what a separate subscription would
 * have delivered.
 */
let gateway: TestGateway;
let year: PublishedYear;
let start: string;
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(4), madeUpEvents: true });
  year = yearOf(gateway, 4);
  const [last] = await gateway.sql<{ position: string }>('select max(position)::text as position from event_seal');
  start = Buffer.from(JSON.stringify(['EVENTS', last!.position])).toString('base64url');
});
afterAll(() => gateway.stop());

const changes = 8;

interface News {
  change: { cursor: string; toStatus: string; claim: { id: string; enterprise: { creditCode: string } | null } | null };
}

const subscriptions = [
  `subscription ($after: String) { change: claimStatusChanged(after: $after) {
    cursor toStatus claim { id enterprise { creditCode } } } }`,
  `subscription ($after: String) { change: claimStatusChanged(after: $after, filter: { toStatuses: [PAID] }) {
    cursor toStatus claim { id proposal { id } enterprise { creditCode } } } }`,
];

/** Follows until the gateway stops, and collects what it received. */
function listen(client: ApiClient, query: string): { seen: string[] } {
  const seen: string[] = [];
  const events = client.follow<News, { after: string }>(query, { after: start });
  void (async () => {
    for await (const news of events) seen.push(JSON.stringify(news));
  })().catch((error: unknown) => seen.push(String(error)));
  return { seen };
}

async function change(to: string, times: number): Promise<void> {
  await gateway.sql(
    `insert into event (occurred_at, type, actor_role, subject_type, subject_id, programme_id, enterprise_id, data)
     select now(), 'CLAIM_STATUS_CHANGED', 'SYSTEM', 'Claim', id, programme_id, enterprise_id, jsonb_build_object('from', null, 'to', $1::text, 'reason', null)
     from claim, generate_series(1, $2::int)`,
    [to, times],
  );
}

test(
  'each of many different subscribers receives what a separate subscription would deliver',
  { timeout: 120_000 },
  async () => {
    const people = [
      ...(await Promise.all([1, 2].map(() => arrangePerson(gateway, Role.AUDITOR)))),
      await arrangePerson(gateway, Role.FINANCE),
      ...(await Promise.all(
        year.companies.flatMap(({ id }) => [1, 2].map(() => arrangePerson(gateway, Role.ENTERPRISE, id))),
      )),
    ];
    const readers = people.flatMap(({ client, role }) =>
      subscriptions
        .filter((query) => role !== Role.ENTERPRISE || !query.includes('proposal'))
        .map((query) => ({ client, query })),
    );
    // Each of them twice, so that answers are shared between sockets of one account too.
    const listeners = [...readers, ...readers].map(({ client, query }) => ({
      client,
      query,
      ...listen(client, query),
    }));
    for (const to of ['CLAIMED', 'PAID']) await change(to, changes);
    const companies = new Set(people.filter(({ role }) => role === Role.ENTERPRISE).map(({ client }) => client));
    for (const { client, query } of readers) {
      const own = listen(client, query);
      const shared = listeners.filter((listener) => listener.client === client && listener.query === query);
      const expected =
        (query.includes('PAID') ? changes : 2 * changes) * (companies.has(client) ? 1 : year.companies.length);
      await eventually(async () => [own, ...shared].every(({ seen }) => seen.length >= expected), 'all receive all');
      expect(own.seen).toHaveLength(expected);
      for (const { seen } of shared) expect(seen).toEqual(own.seen);
    }
  },
);
