import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';

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
