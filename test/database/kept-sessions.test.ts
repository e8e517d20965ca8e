import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DedicatedConnection } from '../../src/database/connections/dedicated-connection.js';
import { KeptSessions } from '../../src/database/connections/kept-sessions.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';

let gateway: TestGateway;
let sessions: KeptSessions;
beforeAll(async () => {
  gateway = await startTestGateway();
  sessions = new KeptSessions(gateway.database.gatewayUrl, 'kept', 1);
});
afterAll(() => gateway.stop());

const idOf = async (session: DedicatedConnection) => {
  const { rows } = await sql<{ id: number }>`select pg_backend_pid() as id`.execute(session.getKysely());
  return rows[0]?.id;
};

test('the next task gets the same session, without any state of the task before', async () => {
  const before = await sessions.run(async (session) => {
    const db = session.getKysely();
    await session.tryLock('held');
    await sql`create temporary table stage (id int)`.execute(db);
    await sql`select set_config('lock_timeout', '0', false)`.execute(db);
    return idOf(session);
  });
  await sessions.run(async (session, another) => {
    expect(await idOf(session)).toBe(before);
    const { rows } = await sql`select to_regclass('pg_temp.stage') as stage, current_setting('lock_timeout') as wait,
      current_setting('mianshen.role', true) as role`.execute(session.getKysely());
    expect(rows).toEqual([{ stage: null, wait: '20s', role: expect.stringMatching(/./) }]);
    expect(await (await another()).tryLock('held')).toBe(true);
  });
});

test('a session is closed when its task failed, or when enough sessions are idle', async () => {
  const failed = await sessions.run(idOf);
  await expect(sessions.run(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  expect(await sessions.run(idOf)).not.toBe(failed);

  const both = await sessions.run(async (one, another) => [await idOf(one), await idOf(await another())]);
  const next = await sessions.run(async (one, another) => [await idOf(one), await idOf(await another())]);
  expect(both.filter((id) => next.includes(id))).toHaveLength(1);
});

test('a session that PostgreSQL ended is not used again', async () => {
  const ended = await sessions.run(idOf);
  await gateway.sql(`select pg_terminate_backend(${ended})`);
  await expect.poll(() => gateway.sql(`select from pg_stat_activity where pid = ${ended}`)).toEqual([]);
  expect(await sessions.run(idOf)).not.toBe(ended);
});

test('a session that was expected is opened before the work comes, and serves it', async () => {
  const expecting = new KeptSessions(gateway.database.gatewayUrl, 'expected', 1);
  const open = () =>
    gateway.sql<{ pid: number }>(`select pid from pg_stat_activity where application_name = 'mianshen expected'`);
  expecting.expect();
  expecting.expect();
  await expect.poll(open).toHaveLength(1);
  const [opened] = await open();
  expecting.expect();
  expect(await expecting.run(idOf)).toBe(opened?.pid);
  expect(await open()).toHaveLength(1);
});

test('work that comes while its session is being opened waits for that one', async () => {
  const expecting = new KeptSessions(gateway.database.gatewayUrl, 'awaited', 2);
  expecting.expect();
  const [one, other] = await Promise.all([expecting.run(idOf), expecting.run(idOf)]);
  expect(one).not.toBe(other);
  expect(await gateway.sql(`select from pg_stat_activity where application_name = 'mianshen awaited'`)).toHaveLength(2);
});

test('where an expected session cannot be opened, the work gets the fault', async () => {
  const nowhere = new KeptSessions('postgres://nobody@127.0.0.1:1/none', 'nowhere', 1);
  nowhere.expect();
  await expect(nowhere.run(idOf)).rejects.toThrow('ECONNREFUSED');
  await expect(nowhere.run(idOf)).rejects.toThrow('ECONNREFUSED');
});

const openOf = (name: string) =>
  gateway.sql<{ pid: number }>('select pid from pg_stat_activity where application_name = $1', [`mianshen ${name}`]);

test('of several sessions that wait, one waits on until the end', async () => {
  const lasting = new KeptSessions(gateway.database.gatewayUrl, 'lasting', 2, { several: 50, last: 600_000 });
  const ids = await lasting.run(async (one, another) => [await idOf(one), await idOf(await another())]);
  await expect.poll(() => openOf('lasting')).toHaveLength(1);
  const next = await lasting.run(idOf);
  expect(ids).toContain(next);
  await lasting.end();
  await expect.poll(() => openOf('lasting')).toEqual([]);
  await lasting.run(idOf);
  await expect.poll(() => openOf('lasting')).toEqual([]);
});

test('a session that has waited long and does not answer is not used, and delays no end', async () => {
  const silent = new KeptSessions(gateway.database.gatewayUrl, 'silent', 1, { several: 0, last: 600_000 });
  const stopped = (await silent.run(idOf)) as number;
  process.kill(stopped, 'SIGSTOP');
  try {
    const another = (await silent.run(idOf)) as number;
    expect(another).not.toBe(stopped);
    process.kill(another, 'SIGSTOP');
    await silent.end().finally(() => process.kill(another, 'SIGCONT'));
  } finally {
    process.kill(stopped, 'SIGCONT');
  }
  await expect.poll(() => openOf('silent')).toEqual([]);
});
