import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { inject } from 'vitest';
import { SettableClock } from '../../src/kernel/clock.js';
import { type Config, readConfig } from '../../src/config/config.js';
import { openPool } from '../../src/database/connections/connections.js';
import { connectGateway, type Database } from '../../src/database/database.js';
import { gatewayAddress } from '../../src/database/schema/gateway-role.js';
import { entities } from '../../src/modules.js';
import { firstLoad } from '../../src/start/first-load.js';
import { startGateway } from '../../src/gateway/gateway.js';
import type { DeclaredRoute } from '../../src/http/route-access.js';
import type { OutgoingSms } from '../../src/message/sms-provider.js';
import { LocalSandboxes } from '../../src/sandbox/local-sandboxes.js';
import { ApiClient } from './client.js';
import { requireShapes } from './event-shapes.js';
import { templateName, withDatabase } from './postgres.js';
import { type PreparedWorld, type Template, templateOf } from './prepared.js';
import { testSecret } from './secret.js';

/** A database of its own. */
export interface TestDatabase {
  ownerUrl: string;
  /** As the owner, who is not bound by row security: for arranging and for looking behind the API. */
  sql: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
  drop: () => Promise<void>;
}

export interface ClonedDatabase extends TestDatabase {
  /** Ends the connections of the test itself, and leaves the database. */
  release: () => Promise<void>;
}

/** A database of its own, cloned from the migrated template unless another is named. */
export async function cloneDatabase(template = templateName): Promise<ClonedDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  // Copied file by file, which is quicker than page by page through the log.
  await onServer(`create database ${name} template ${template} strategy file_copy`);
  const ownerUrl = withDatabase(inject('serverUrl'), name);
  // Tests of faults end sessions and servers; dropping the database ends those that are still saying goodbye.
  return databaseAt(ownerUrl, () => onServer(`drop database ${name} with (force)`));
}

/** A database that is there already, and what ends it once nobody is connected. */
export function databaseAt(ownerUrl: string, end: () => Promise<void>): ClonedDatabase {
  const pool = openPool({ connectionString: ownerUrl, max: 4 });
  return {
    ownerUrl,
    sql: async <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      (await pool.query<Row>(text, values)).rows,
    release: () => pool.end(),
    drop: async () => {
      await pool.end();
      await end();
    },
  };
}

let server: pg.Pool | undefined;

/** By one session of this process, which stays open: to open another costs PostgreSQL as much as to drop a database. */
async function onServer(statement: string): Promise<void> {
  server ??= openPool({
    connectionString: inject('serverUrl'),
    max: 1,
    idleTimeoutMillis: 0,
    allowExitOnIdle: true,
    application_name: 'test databases',
  });
  await server.query(statement);
}

/** A real gateway on a free port, on a database of its own, with a clock that the test sets. */
export interface TestGateway extends TestDatabase {
  url: string;
  routes: readonly DeclaredRoute[];
  clock: SettableClock;
  config: Config;
  database: Database;
  /** What its database began with, where that was a prepared world. */
  template: Template | undefined;
  /** Every text message that was sent, in their order. */
  texts: OutgoingSms[];
  /** A client without a token, or with this one. */
  client: (token?: string) => ApiClient;
  /** Stops the gateway and leaves its database, to which nobody is connected any more. */
  close: () => Promise<void>;
  /** Stops the gateway, looks at the events that it recorded, and drops the database. */
  stop: () => Promise<void>;
}

export interface TestGatewayOptions {
  now?: string;
  /** Settings beside the tests' own, as the environment would give them. */
  environment?: Record<string, string>;
  /** Throws where the provider of text messages is to refuse one. */
  onSms?: (message: OutgoingSms) => void;
  /** The provider takes messages and reports later whether they arrived; otherwise what it takes has arrived. */
  reportsLater?: boolean;
  /** As `npm start` does it: the first load, and the provider of text messages that the settings name. */
  asStarted?: boolean;
  /** As `npm start` outside production: builders may create sandboxes. */
  sandboxes?: boolean;
  /** The test writes events itself, which need not have the shape of their type. */
  madeUpEvents?: boolean;
  /** What the database begins with, instead of migrated tables alone. */
  world?: PreparedWorld;
  /** Opens the database, where it is not one of the server of all tests. */
  openDatabase?: () => Promise<ClonedDatabase>;
  /** Prepares the database before the gateway opens its connections. */
  beforeConnecting?: (database: TestDatabase) => Promise<void>;
  /** Returns how an address of the server leads through a pooler, which requests then take. */
  throughPooler?: (ownerUrl: string) => Promise<(address: string) => string>;
}

export async function startTestGateway({
  now,
  environment,
  onSms,
  reportsLater = false,
  asStarted = false,
  sandboxes = false,
  madeUpEvents = false,
  world,
  openDatabase,
  beforeConnecting,
  throughPooler = async () => (address) => address,
}: TestGatewayOptions = {}): Promise<TestGateway> {
  const template = world && (await templateOf(world, startTestGateway));
  const cloned = await (openDatabase?.() ?? cloneDatabase(template?.database));
  await beforeConnecting?.(cloned);
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-data-'));
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: '0',
    DATA_DIR: dataFolder,
    DATABASE_URL: cloned.ownerUrl,
    SECRET_KEY: testSecret,
    DEMONSTRATION: 'false',
    // Time does not pass unless a test moves it; neither do the jobs that time triggers run.
    BACKGROUND_JOBS: 'false',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'fatal',
    ...environment,
  });
  const direct = gatewayAddress(cloned.ownerUrl, testSecret);
  const pooled = await throughPooler(cloned.ownerUrl);
  const database = await connectGateway(pooled(direct), config, entities, direct);
  const clock = new SettableClock(new Date(now ?? '2025-08-20T02:00:00Z'));
  const texts: OutgoingSms[] = [];
  const carrier = {
    deliversAtOnce: !reportsLater,
    send: async (message: OutgoingSms) => {
      onSms?.(message);
      return `${texts.push(message)}`;
    },
  };
  if (asStarted) await firstLoad(config, database, clock);
  const gateway = await startGateway(config, database, clock, {
    sms: asStarted ? undefined : carrier,
    sandboxes: sandboxes ? new LocalSandboxes(config, cloned.ownerUrl) : undefined,
  });
  const stopGateway = async () => {
    await gateway.stop();
    await database.close();
    fs.rmSync(dataFolder, { recursive: true, force: true });
  };
  return {
    ...cloned,
    url: gateway.url,
    routes: gateway.routes,
    template,
    clock,
    config,
    database,
    texts,
    client: (token) => new ApiClient(gateway.url, token),
    close: async () => {
      await stopGateway();
      await cloned.release();
    },
    stop: async () => {
      await stopGateway();
      const checked = madeUpEvents ? Promise.resolve() : requireShapes(cloned.sql);
      await checked.finally(() => cloned.drop());
    },
  };
}
