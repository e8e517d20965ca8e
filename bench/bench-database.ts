import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { readConfig } from '../src/config/config.js';
import { connectGateway } from '../src/database/database.js';
import { startEmbeddedServer } from '../src/database/embedded/embedded-server.js';
import { ensureGatewayRole, gatewayAddress } from '../src/database/schema/gateway-role.js';
import { migrate } from '../src/database/schema/migrate.js';
import { SettableClock } from '../src/kernel/clock.js';
import { entities } from '../src/modules.js';
import type { TestGateway } from '../test/kit/gateway.js';
import { testSecret } from '../test/kit/secret.js';

/** A migrated database on a separate server. */
export interface BenchDatabase {
  folder: string;
  ownerUrl: string;
  sql: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
  close: () => Promise<void>;
}

export async function openBenchDatabase(): Promise<BenchDatabase> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-bench-'));
  fs.chmodSync(folder, 0o755);
  const server = await startEmbeddedServer(path.join(folder, 'postgres'));
  const admin = new pg.Client({ connectionString: server.url('postgres') });
  await admin.connect();
  await admin.query('create database bench');
  await admin.end();
  const ownerUrl = server.url('bench');
  await ensureGatewayRole(ownerUrl, testSecret);
  await migrate(ownerUrl);
  return connect(folder, ownerUrl, () => server.stop());
}

/** Uses an existing database, which is not dropped. */
export const givenDatabase = (ownerUrl: string): Promise<BenchDatabase> =>
  connect(fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-bench-')), ownerUrl, async () => undefined);

async function connect(folder: string, ownerUrl: string, stop: () => Promise<void>): Promise<BenchDatabase> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const sql = async <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
    (await owner.query<Row>(text, values)).rows;
  const close = async () => {
    await owner.end();
    await stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  return { folder, ownerUrl, sql, close };
}

/** Runs functions of the test kit on a database without a gateway. */
export async function arrange<T>(
  ownerUrl: string,
  sql: BenchDatabase['sql'],
  work: (world: TestGateway) => Promise<T>,
): Promise<T> {
  const config = readConfig({ NODE_ENV: 'test', SECRET_KEY: testSecret, DATABASE_URL: ownerUrl });
  const database = await connectGateway(gatewayAddress(ownerUrl, testSecret), config, entities);
  try {
    return await work({ sql, database, clock: new SettableClock(new Date()) } as never as TestGateway);
  } finally {
    await database.close();
  }
}
