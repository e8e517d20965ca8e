import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { readConfig } from '../../src/config/config.js';
import { connectGateway } from '../../src/database/database.js';
import { gatewayAddress } from '../../src/database/schema/gateway-role.js';
import { startGateway } from '../../src/gateway/gateway.js';
import { SandboxClock } from '../../src/kernel/clock.js';
import { entities } from '../../src/modules.js';
import { joinSandbox } from '../../src/sandbox-clock/shared-clock.js';
import { ApiClient } from '../kit/client.js';
import { cloneDatabase, type TestDatabase, type TestGateway } from '../kit/gateway.js';
import { eventually } from '../kit/eventually.js';
import { testSecret } from '../kit/secret.js';
import { arrangePerson } from '../kit/world.js';

/** A gateway as `npm start` makes it, which goes by the present of the sandbox. */
interface Sandboxed {
  clock: SandboxClock;
  client: (token?: string) => ApiClient;
  stop: () => Promise<void>;
}

let database: TestDatabase;
let token: string;
const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-data-'));
const running: Sandboxed[] = [];

async function start(now: string): Promise<Sandboxed> {
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: '0',
    NOW: now,
    DATA_DIR: dataFolder,
    DATABASE_URL: database.ownerUrl,
    SECRET_KEY: testSecret,
    DEMONSTRATION: 'false',
    BACKGROUND_JOBS: 'false',
    LOG_LEVEL: 'fatal',
  });
  const connected = await connectGateway(gatewayAddress(database.ownerUrl, testSecret), config, entities);
  const clock = new SandboxClock(config.now);
  await joinSandbox(connected.em, clock);
  const gateway = await startGateway(config, connected, clock);
  const client = (given?: string) => new ApiClient(gateway.url, given);
  const started: Sandboxed = {
    client,
    clock,
    stop: async () => {
      running.splice(running.indexOf(started), 1);
      await gateway.stop().finally(() => connected.close());
    },
  };
  running.push(started);
  if (running.length === 1) {
    const arranging = { ...database, url: gateway.url, client, clock, config, database: connected };
    ({ token } = await arrangePerson(arranging as unknown as TestGateway, Role.SCIENCE));
  }
  // It has to be seen as one that is at work.
  await eventually(async () => (await listeners()) === running.length, 'it listens');
  return started;
}

const listeners = async () =>
  (
    await database.sql(
      `select from pg_stat_activity where datname = current_database() and application_name = 'mianshen listener'`,
    )
  ).length;

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(async () => {
  while (running[0]) await running[0].stop();
  await database.drop();
  fs.rmSync(dataFolder, { recursive: true, force: true });
});

const dayAt = async ({ client }: Sandboxed) =>
  (await client().ask<{ clock: { now: string } }, object>('{ clock { now } }', {})).data!.clock.now.slice(0, 10);
const move = ({ client }: Sandboxed, to: string) =>
  client(token).ask('mutation ($to: DateTime!) { moveClock(input: { to: $to }) { now } }', { to });
const reaches = (gateway: Sandboxed, day: string) =>
  eventually(async () => (await dayAt(gateway)) === day, `it is ${day} there`);

test('all gateways of a sandbox have the same time, whichever moves it and whenever they start', async () => {
  const first = await start('2025-09-10');
  const second = await start('2026-01-01');
  expect(await dayAt(second)).toBe('2025-09-10');

  expect((await move(second, '2025-10-20T02:00:00Z')).errors).toBeUndefined();
  expect(await dayAt(second)).toBe('2025-10-20');
  await reaches(first, '2025-10-20');
  await move(first, '2025-10-01T02:00:00Z');
  await reaches(second, '2025-10-01');

  const third = await start('2026-01-01');
  expect(await dayAt(third)).toBe('2025-10-01');
  await first.stop();
  await second.stop();
  await third.stop();
  expect(await dayAt(await start('2025-09-11'))).toBe('2025-09-11');
});

test('a gateway that missed notifications has the right time when it listens again', async () => {
  const [first] = running;
  const second = await start('2025-09-11');
  // Both listeners end; what is notified before they connect again reaches nobody.
  await database.sql(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'mianshen listener'`,
  );
  await move(second, '2025-11-05T02:00:00Z');
  await reaches(first!, '2025-11-05');
});

test('a value read before the clock was moved does not move it back', async () => {
  const [gateway] = running;
  const waiting = `select from pg_locks where not granted and relation = 'sandbox_time'::regclass`;
  const holder = new pg.Client({ connectionString: database.ownerUrl });
  await holder.connect();
  await holder.query('begin; lock table sandbox_time in access exclusive mode');
  await database.sql(`select pg_notify('clock_moved', '')`);
  await eventually(async () => (await database.sql(waiting)).length === running.length, 'all of them read');
  // As `moveClock` at this gateway: it is moved as soon as that is committed, and the read above is of before.
  const to = new Date('2025-12-05T02:00:00Z');
  await holder.query('update sandbox_time set ahead = $1', [to.getTime() - Date.now()]);
  gateway!.clock.set(to);
  await holder.query('commit');
  await holder.end();
  await eventually(async () => (await database.sql(waiting)).length === 0, 'all of them have read');
  await reaches(gateway!, '2025-12-05');
});
