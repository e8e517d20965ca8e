import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.js';
import { openDatabase } from '../../src/database/database.js';
import { isTemporaryFault } from '../../src/database/database-fault.js';
import { firstLoad } from '../../src/start/first-load.js';
import { systemClock } from '../../src/kernel/clock.js';
import { entities } from '../../src/modules.js';
import { DatabaseProxy, type ProxiedSession } from '../kit/database-proxy.js';
import { cloneDatabase, type TestDatabase } from '../kit/gateway.js';
import { embeddedPid, endProcesses, freePort, GatewayProcess } from '../kit/gateway-process.js';
import { testSecret } from '../kit/secret.js';

/* A start that PostgreSQL or a signal interrupts, wherever it is. Needs `dist/` (npm's pretest). */
let folder: string;
let database: TestDatabase;
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-interrupted-'));
  fs.chmodSync(folder, 0o755);
  database = await cloneDatabase();
});
afterAll(async () => {
  await endProcesses();
  await database.drop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const launch = async (environment: Record<string, string>) =>
  new GatewayProcess(await freePort(), { DATA_DIR: folder, SECRET_KEY: testSecret, ...environment });

test('if PostgreSQL ends any of its first sessions, it starts again and serves', async () => {
  let crashes = 0;
  // Each time one session later.
  const cuts = ({ number }: ProxiedSession): boolean => {
    if (number <= crashes || crashes === 6) return false;
    crashes += 1;
    return true;
  };
  const proxy = await DatabaseProxy.before(database.ownerUrl, cuts);
  const gateway = await (await launch({ DATABASE_URL: proxy.through(database.ownerUrl) })).ready();
  expect(crashes).toBe(6);
  expect(gateway.output).toContain('waiting for it');
  expect(await gateway.signal('SIGTERM'), gateway.output).toBe(0);
  proxy.close();
});

test('after a break at any answer of PostgreSQL, opening the database ends, and succeeds the next time', async () => {
  let left = Infinity;
  // Answers to statements: how a session is opened is the same each time.
  const isStatement = ({ asked }: ProxiedSession) => /^[PQB]/.test(asked.toString('latin1', 0, 1));
  const proxy = await DatabaseProxy.before(database.ownerUrl, (session) => isStatement(session) && (left -= 1) === 0);
  const config = readConfig({
    NODE_ENV: 'test',
    DATA_DIR: folder,
    SECRET_KEY: testSecret,
    DEMONSTRATION: 'false',
    DATABASE_URL: proxy.through(database.ownerUrl),
  });
  const open = async (answers: number) => {
    left = answers;
    const opened = await openDatabase(config, entities);
    await firstLoad(config, opened, systemClock).finally(() => opened.close());
  };
  const ends = (answers: number): Promise<unknown> => {
    const hang = sleep(20_000, 'hang', { ref: false });
    const end = open(answers).then(
      () => 'open',
      (error: unknown) => (isTemporaryFault(error) ? 'broken off' : error),
    );
    return Promise.race([end, hang]);
  };
  let answers = 1;
  for (let end = await ends(answers); end !== 'open'; end = await ends(answers)) {
    expect(end, `after ${answers} answers`).toBe('broken off');
    answers += 1;
  }
  expect(answers).toBeGreaterThan(20);
  expect(await ends(Infinity)).toBe('open');
  proxy.close();
}, 240_000);

test('asked to stop while PostgreSQL accepts connections without answering, it stops', async () => {
  const sockets = new Set<net.Socket>();
  const silent = net.createServer((socket) => void sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as net.AddressInfo;
  const gateway = await launch({ DATABASE_URL: `postgresql://nobody@127.0.0.1:${port}/none` });
  await gateway.until('it has connected', () => sockets.size > 0);
  expect(await gateway.signal('SIGTERM')).toBe(0);
  for (const socket of sockets) socket.destroy();
  silent.close();
});

test('asked to stop before it listens, it does not wait for proxies to notice', async () => {
  const gateway = await launch({ SHUTDOWN_DELAY: '50000', SHUTDOWN_DEADLINE: '600000' });
  await gateway.until('its PostgreSQL starts', () => embeddedPid(folder) !== undefined);
  expect(await gateway.signal('SIGTERM')).toBe(0);
  expect(embeddedPid(folder)).toBeUndefined();
});

test('asked to stop in the middle of its first load, it does not wait for that', async () => {
  const gateway = await launch({ DATABASE_URL: database.ownerUrl, DEMONSTRATION: 'true' });
  const loading = `select 1 from pg_stat_activity
    where datname = current_database() and application_name = 'mianshen demonstration'`;
  await gateway.until('it loads', async () => (await database.sql(loading)).length > 0);
  expect(await gateway.signal('SIGTERM')).toBe(0);
  expect(gateway.output).not.toContain('ends at once');
});
