import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { readConfig } from '../../src/config.js';
import { connectGateway, type Database } from '../../src/database/database.js';
import { ensureGatewayRole, gatewayAddress } from '../../src/database/schema/gateway-role.js';
import { migrate } from '../../src/database/schema/migrate.js';
import { type Gateway, startGateway } from '../../src/gateway/gateway.js';
import { SettableClock } from '../../src/kernel/clock.js';
import { entities } from '../../src/modules.js';
import { ApiClient } from './client.js';
import type { TestGateway } from './gateway.js';
import { testSecret } from './secret.js';
import { query } from './standalone.js';
import { type OwnServer, removeFolders, startPrimary, startStandby } from './standby.js';

/** A gateway whose readers are sent to a replica, as other parts of the kit know a gateway. */
export type ReplicatedGateway = Pick<TestGateway, 'url' | 'client'> & { gateway: Gateway; database: Database };

export interface Replicated {
  primary: OwnServer;
  standby: OwnServer;
  gateways: [ReplicatedGateway, ReplicatedGateway];
  /** Its first gateway, to arrange a world with. */
  world: TestGateway;
  environment: Record<string, string>;
  /** On the standby, as its owner. */
  onStandby: <Row extends pg.QueryResultRow>(text: string) => Promise<Row[]>;
  stop: () => Promise<void>;
}

/** A primary, a streaming replica of it, and two gateways that read from it. */
export async function startReplicated(): Promise<Replicated> {
  const primary = await startPrimary();
  await query(primary.url('postgres'), 'create database mianshen');
  const ownerUrl = primary.url('mianshen');
  await ensureGatewayRole(ownerUrl, testSecret);
  await migrate(ownerUrl);
  const standby = await startStandby(primary);
  const clock = new SettableClock(new Date('2025-08-20T02:00:00Z'));
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-data-'));
  const environment = {
    NODE_ENV: 'test',
    PORT: '0',
    DATA_DIR: dataFolder,
    DATABASE_URL: ownerUrl,
    DATABASE_READ_URL: standby.url('mianshen'),
    SECRET_KEY: testSecret,
    DEMONSTRATION: 'false',
    BACKGROUND_JOBS: 'false',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'fatal',
  };
  const config = readConfig(environment);
  const open = async (): Promise<ReplicatedGateway> => {
    const database = await connectGateway(gatewayAddress(ownerUrl, testSecret), config, entities);
    const gateway = await startGateway(config, database, clock);
    return { gateway, database, url: gateway.url, client: (token) => new ApiClient(gateway.url, token) };
  };
  const gateways: Replicated['gateways'] = [await open(), await open()];
  const sql = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => query<Row>(ownerUrl, text, values);
  return {
    primary,
    standby,
    gateways,
    world: { ...gateways[0], sql, ownerUrl, clock, config } as unknown as TestGateway,
    environment,
    onStandby: (text) => query(standby.url('mianshen'), text),
    stop: async () => {
      for (const { gateway, database } of gateways) await gateway.stop().finally(() => database.close());
      await standby.stop();
      await primary.stop();
      removeFolders();
      fs.rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
