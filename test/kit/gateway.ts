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

/** A separate database. */
export interface TestDatabase {
  ownerUrl: string;
  /** Runs SQL as the owner, who is not restricted by row security: for arranging, and for checks without the API. */
  sql: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
  drop: () => Promise<void>;
}

export interface ClonedDatabase extends TestDatabase {
  /** Ends the connections of the test and keeps the database. */
  release: () => Promise<void>;
}

/** Clones the migrated template, or another one, to a separate database. */
export async function cloneDatabase(template = templateName): Promise<ClonedDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  // Copying the files is faster than copying pages through the log.
  await onServer(`create database ${name} template ${template} strategy file_copy`);
  const ownerUrl = withDatabase(inject('serverUrl'), name);
  // Tests of faults end sessions and servers; dropping with force ends sessions that are still closing.
  return databaseAt(ownerUrl, () => onServer(`drop database ${name} with (force)`));
}

/** Opens an existing database; `end` is called when nobody is connected. */
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

/**
 * Runs a statement on the server in one session that stays open, because opening another one costs PostgreSQL as much
 * as dropping a database.
 */
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

/** A real gateway on a free port, with a separate database and a clock that the test sets. */
export interface TestGateway extends TestDatabase {
  url: string;
  routes: readonly DeclaredRoute[];
  clock: SettableClock;
  config: Config;
  database: Database;
  /** The prepared world with which its database began, if any. */
  template: Template | undefined;
  /** All text messages that were sent, in order. */
  texts: OutgoingSms[];
  /** Returns a client with this token, or without a token. */
  client: (token?: string) => ApiClient;
  /** Stops the gateway and keeps its database without connections. */
  close: () => Promise<void>;
  /** Stops the gateway, checks the events that it recorded, and drops the database. */
  stop: () => Promise<void>;
}

export interface TestGatewayOptions {
  now?: string;
  /** Additional settings, as the environment would have them. */
  environment?: Record<string, string>;
  /** Throws where the provider of text messages should refuse a message. */
  onSms?: (message: OutgoingSms) => void;
  /** Whether the provider reports deliveries later; otherwise accepted messages count as delivered. */
  reportsLater?: boolean;
  /** Whether it starts like `npm start`: with the first load, and the provider of text messages from the settings. */
  asStarted?: boolean;
  /** Whether sandboxes can be created, like with `npm start` outside production. */
  sandboxes?: boolean;
  /** Whether the test writes events itself, so that their shapes are not checked. */
  madeUpEvents?: boolean;
  /** The world with which the database begins, instead of empty tables. */
  world?: PreparedWorld;
  /** Opens the database, if it is not on the server of all tests. */
  openDatabase?: () => Promise<ClonedDatabase>;
  /** Prepares the database before the gateway opens its connections. */
  beforeConnecting?: (database: TestDatabase) => Promise<void>;
  /** Starts a pooler for requests; returns a function that converts addresses of the server to the pooler's. */
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
    // Time passes only when a test moves it, and so do jobs that time triggers.
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
