import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { arrangePerson } from '../kit/world.js';
import { eventually } from '../kit/eventually.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ environment: { LONGEST_READ: '300' } });
});
afterAll(() => gateway.stop());

test('a statement that reads for too long is stopped with a reason, and the connection remains usable', async () => {
  const { token } = await arrangePerson(gateway, Role.AUDITOR);
  const ask = async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ institutions { totalCount } }' }),
    });
    return (await response.json()) as { data: unknown; errors?: { message: string; extensions: { code: string } }[] };
  };
  const holder = new pg.Client({ connectionString: gateway.ownerUrl });
  await holder.connect();
  await holder.query('begin; lock table institution in access exclusive mode');
  const stopped = await ask();
  await holder.end();
  expect(stopped.errors?.map(({ extensions }) => extensions.code)).toEqual(['COMPLEXITY_EXCEEDED']);
  expect(await ask()).toMatchObject({ data: { institutions: { totalCount: 0 } } });
});

test('an operation of many short statements is stopped at its time limit, and none continues in PostgreSQL', async () => {
  const slow = await startTestGateway({ environment: { LONGEST_REQUEST: '400' } });
  const holder = new pg.Client({ connectionString: slow.ownerUrl });
  try {
    const { client } = await arrangePerson(slow, Role.AUDITOR);
    const ask = () => client.ask('{ institutions { totalCount } }');
    await holder.connect();
    await holder.query('begin; lock table institution in access exclusive mode');
    const { errors = [] } = await ask();
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['COMPLEXITY_EXCEEDED']);
    const waiting = `select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%institution%'`;
    expect(await slow.sql(waiting)).toEqual([]);
    await holder.query('rollback');
    expect(await ask()).toMatchObject({ status: 200, data: { institutions: { totalCount: 0 } } });
  } finally {
    await holder.end();
    await slow.stop();
  }
});

test('the time limit of a request covers all its statements, and none begins after it', async () => {
  const db = new RequestTransaction(gateway.database.em, systemSession, { lane: 'requests', longestRead: 5_000 });
  db.limitTo(500);
  const nap = async () => (await db.read()).execute('select pg_sleep(0.2)');
  const naps = async () => {
    for (let at = 0; at < 4; at += 1) await nap();
  };
  await expect(naps()).rejects.toThrow();
  await expect(nap()).rejects.toThrow('This took too long');
  await expect(db.write(async () => undefined)).rejects.toThrow('This took too long');
  await db.end();
  // Nobody waits for the connection to come back; it does.
  await eventually(async () => gateway.database.lanes.requests.state.busy === 0, 'the connection is given back');
});

test('the writes of a mutation are not counted: the time for its response starts at its first read', async () => {
  const db = new RequestTransaction(gateway.database.em, systemSession, { lane: 'requests', longestRead: 5_000 });
  db.limitTo(500);
  await db.write((em) => em.execute('select pg_sleep(0.6)'));
  const nap = async () => (await db.read()).execute('select pg_sleep(0.2)');
  await nap();
  await nap();
  await expect(nap()).rejects.toThrow();
  await db.end();
});
