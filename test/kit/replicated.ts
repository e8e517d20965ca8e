import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { readConfig } from '../../src/config/config.js';
import { connectGateway, type Database } from '../../src/database/database.js';
import { ensureGatewayRole, gatewayAddress } from '../../src/database/schema/gateway-role.js';
import { migrate } from '../../src/database/schema/migrate.js';
import { type Gateway, startGateway } from '../../src/gateway/gateway.js';
import { SettableClock } from '../../src/kernel/clock.js';
import { entities } from '../../src/modules.js';
import { ApiClient } from './client.js';
import type { TestGateway } from './gateway.js';
import { Pooler } from './pooler.js';
import { testSecret } from './secret.js';
import { query } from './standalone.js';
import { ServiceAddress } from './service-address.js';
import { type OwnServer, processesOf, removeFolders, startPrimary, startStandby } from './standby.js';

/** A gateway that reads from a replica, in the form that other parts of the kit need. */
export type ReplicatedGateway = Pick<TestGateway, 'url' | 'client'> & { gateway: Gateway; database: Database };

export interface Replicated {
  primary: OwnServer;
  standby: OwnServer;
  gateways: [ReplicatedGateway, ReplicatedGateway];
  /** The first gateway, for arranging a world. */
  world: TestGateway;
  environment: Record<string, string>;
  /** Runs SQL on the standby as its owner. */
  onStandby: <Row extends pg.QueryResultRow>(text: string) => Promise<Row[]>;
  /** Stops the replication from the primary to the standby. */
  cutReplication: () => void;
  /** Ends the primary for good, promotes the standby, and makes the primary's address lead to it. */
  failOver: () => Promise<void>;
  stop: () => Promise<void>;
}

export interface ReplicatedOptions {
  /** Whether the addresses of these servers lead through separate poolers in transaction mode. */
  pooled?: { primary?: boolean; standby?: boolean };
  /** Additional settings. */
  environment?: Record<string, string>;
}

/** Starts a primary, a streaming replica of it, and two gateways that read from it. */
export async function startReplicated({
  pooled = {},
  environment: own = {},
}: ReplicatedOptions = {}): Promise<Replicated> {
  const primary = await startPrimary();
  await query(primary.url('postgres'), 'create database mianshen');
  const service = await ServiceAddress.before(primary.url('mianshen'));
  const replication = await ServiceAddress.before(primary.url('mianshen'));
  const ownerUrl = service.through(primary.url('mianshen'));
  await ensureGatewayRole(ownerUrl, testSecret);
  await migrate(ownerUrl);
  const standby = await startStandby({ ...primary, url: (name) => replication.through(primary.url(name)) });
  const poolers: Pooler[] = [];
  const through = async (wanted: boolean | undefined, address: string) => {
    if (!wanted) return address;
    const pooler = await Pooler.start([address]);
    poolers.push(pooler);
    return pooler.before(address);
  };
  const direct = gatewayAddress(ownerUrl, testSecret);
  const asked = await through(pooled.primary, direct);
  const read = await through(pooled.standby, gatewayAddress(standby.url('mianshen'), testSecret));
  const clock = new SettableClock(new Date('2025-08-20T02:00:00Z'));
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-data-'));
  const environment = {
    NODE_ENV: 'test',
    PORT: '0',
    DATA_DIR: dataFolder,
    DATABASE_URL: ownerUrl,
    DATABASE_READ_URL: read,
    SECRET_KEY: testSecret,
    DEMONSTRATION: 'false',
    BACKGROUND_JOBS: 'false',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'fatal',
    ...own,
  };
  const config = readConfig(environment);
  const open = async (): Promise<ReplicatedGateway> => {
    const database = await connectGateway(asked, config, entities, direct);
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
    cutReplication: () => replication.lead(),
    failOver: async () => {
      const [first] = await processesOf(primary);
      // It must not be started again.
      primary.leave();
      process.kill(first!, 'SIGKILL');
      service.lead();
      await query(standby.url('postgres'), 'select pg_promote()');
      service.lead(standby.url('mianshen'));
    },
    stop: async () => {
      for (const { gateway, database } of gateways) await gateway.stop().finally(() => database.close());
      for (const pooler of poolers) await pooler.stop();
      service.close();
      replication.close();
      await standby.stop();
      await primary.stop();
      removeFolders();
      fs.rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
