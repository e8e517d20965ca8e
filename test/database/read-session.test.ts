import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { type LaneName, lanesOf } from '../../src/database/connections/lanes.js';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { Role } from '../../src/access/role.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeEnterprise, type ArrangedEnterprise, arrangePerson } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
let enterprise: ArrangedEnterprise;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld, environment: { DATABASE_POOL_SIZE: '2' } });
  enterprise = await arrangeEnterprise(gateway);
});
afterAll(() => gateway.stop());

const whoReads = sql<{ role: string }>`select current_user as role`;

test('a snapshot that has ended is refused, and never reads in another session', async () => {
  const { em } = gateway.database;
  const ended = new RequestTransaction(em, systemSession, { lane: 'requests' });
  const stale = await ended.read();
  expect((await whoReads.execute(stale.getKysely())).rows).toEqual([{ role: 'mianshen_system' }]);
  await ended.end();

  const publicSession = { role: 'PUBLIC', accountId: null, subjectId: null } as const;
  const others = Array.from({ length: 2 }, () => new RequestTransaction(em, publicSession, { lane: 'requests' }));
  const reading = await Promise.all(others.map((other) => other.read()));
  await expect(whoReads.execute(stale.getKysely())).rejects.toThrow(/has ended/);
  for (const one of reading) {
    expect((await whoReads.execute(one.getKysely())).rows).toEqual([{ role: 'mianshen_public' }]);
  }
  await Promise.all(others.map((other) => other.end()));
});

/** How PostgreSQL planned the statements whose text has these words, over the connections of all lanes: they share a pool. */
async function planned(...words: string[]) {
  const { em } = gateway.database;
  const readers = Object.entries(lanesOf(em)).flatMap(([lane, { size }]) =>
    Array.from({ length: size }, () => new RequestTransaction(em, systemSession, { lane: lane as LaneName })),
  );
  const kept = await Promise.all(
    readers.map(async (reader) => {
      const statements = sql<{ kept: string; planned: string }>`
        select generic_plans as kept, custom_plans as planned from pg_prepared_statements
        where statement like all(${words.map((word) => `%${word}%`)}::text[])`;
      return (await statements.execute((await reader.read()).getKysely())).rows;
    }),
  );
  await Promise.all(readers.map((reader) => reader.end()));
  const uses = kept.flat();
  const sumOf = (key: 'kept' | 'planned') => uses.reduce((sum, use) => sum + Number(use[key]), 0);
  return { statements: uses.length, kept: sumOf('kept'), planned: sumOf('planned') };
}

test.each([
  ['a look-up by key', '', ['unnest', 'credit_code']],
  // A directive sends the document to the resolvers, which read by loaders.
  ['what a loader reads of one key', '@include(if: true)', ['from qualification', 'any(']],
])('PostgreSQL plans %s once for a connection, and not for each key', async (_, directive, words) => {
  const { client } = await arrangePerson(gateway, Role.AUDITOR);
  const fields = '{ name region { name } qualifications { source } }';
  // An answer that is kept is not read: each document is another one.
  for (let time = 0; time < 40; time += 1)
    await client.ask(`query Time${time} { enterprise(creditCode: "${enterprise.creditCode}") ${directive} ${fields} }`);
  const { statements, kept, planned: plans } = await planned(...words);
  expect(plans).toBeLessThanOrEqual(5 * statements);
  expect(kept).toBeGreaterThan(10);
});

test('a list with a filter is planned for the values of each request, also where the filter is a list of them', async () => {
  const { client } = await arrangePerson(gateway, Role.AUDITOR);
  for (let time = 0; time < 10; time += 1)
    await client.ask('{ events(filter: { types: [POLICIES_SUBMITTED] }) { totalCount nodes { type } } }');
  expect(await planned('event_seal', 'type = any(')).toEqual({ statements: 0, kept: 0, planned: 0 });
});

test.each<[string, (request: RequestTransaction) => Promise<unknown>, boolean]>([
  ['reads', async () => undefined, true],
  ['has read before', async (request) => (await request.read(), request.end()), false],
  ['has tried something', (request) => request.dryRun(async () => undefined), false],
  ['has read aside', (request) => request.inSnapshot(async () => undefined), false],
])('a request that %s: whether one snapshot is all that it read in', async (_, before, isOne) => {
  const request = new RequestTransaction(gateway.database.em, systemSession, { isNamed: true });
  await before(request);
  await request.read();
  const name = await request.snapshotName();
  await request.finish();
  expect(name !== undefined).toBe(isOne);
});
