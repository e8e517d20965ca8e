import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { Role } from '../../src/access/role.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangePerson } from '../kit/world.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ environment: { DATABASE_POOL_SIZE: '2' } });
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

test('PostgreSQL plans a look-up by key once for a connection, and not for each key', async () => {
  const { client } = await arrangePerson(gateway, Role.AUDITOR);
  for (let at = 0; at < 40; at += 1)
    await client.ask(`{ enterprise(creditCode: "91350100MA${String(at).padStart(8, '0')}") { name region { name } } }`);
  const { em } = gateway.database;
  const readers = Array.from({ length: 2 }, () => new RequestTransaction(em, systemSession, { lane: 'requests' }));
  const kept = await Promise.all(
    readers.map(async (reader) => {
      const statements = sql<{ kept: string; planned: string }>`
        select generic_plans as kept, custom_plans as planned from pg_prepared_statements
        where statement like '%unnest%' and statement like '%credit_code%'`;
      return (await statements.execute((await reader.read()).getKysely())).rows;
    }),
  );
  await Promise.all(readers.map((reader) => reader.end()));
  const uses = kept.flat();
  expect(uses.reduce((sum, { planned }) => sum + Number(planned), 0)).toBeLessThanOrEqual(5 * uses.length);
  expect(uses.reduce((sum, one) => sum + Number(one.kept), 0)).toBeGreaterThan(10);
});
