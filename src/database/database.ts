import fs from 'node:fs';
import path from 'node:path';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { type EntityManager, MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import type { Config } from '../config.js';
import { freeDeadConnections } from './dead-connections.js';
import { assignLanes, connectionsOf, type Lanes, lanesFor } from './lanes.js';
import { startEmbeddedServer } from './embedded-server.js';
import { ensureGatewayRole, gatewayAddress } from './gateway-role.js';
import { migrate } from './migrate.js';
import { openClient } from './connections.js';

/** Days and amounts stay the text that PostgreSQL wrote: no float and no time zone touches them. */
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, (text) => text);

type EntityClass = new () => object;

export interface Database {
  /** The root manager; everything that serves a request works on a fork of it. */
  em: EntityManager;
  /** How its connections are shared out. */
  lanes: Lanes;
  /** Connection address of the gateway's own role, for the listener that waits for events. */
  gatewayUrl: string;
  close: () => Promise<void>;
}

/** Milliseconds for which a new connection may take to open. */
const connectionTimeoutMillis = 10_000;

export class AlreadyRunningError extends Error {}

/** Connects to the configured server, or starts the embedded one; brings the schema up to date. */
export async function openDatabase(config: Config, entities: EntityClass[]): Promise<Database> {
  if (config.databaseUrl) return connect(config.databaseUrl, config, entities);
  const folder = path.join(config.dataFolder, 'postgres');
  fs.mkdirSync(folder, { recursive: true });
  const server = await startEmbeddedServer(folder);
  const lock = await lockFolder(server.url('postgres'), config.dataFolder);
  const release = async () => {
    await lock.end();
    await server.stop();
  };
  try {
    await createDatabase(server.url('postgres'), 'mianshen');
    const database = await connect(server.url('mianshen'), config, entities);
    return { ...database, close: () => database.close().finally(release) };
  } catch (error) {
    await release();
    throw error;
  }
}

/** One gateway for one data folder: the lock lives in a session, so the death of its holder frees it. */
async function lockFolder(url: string, folder: string): Promise<pg.Client> {
  const client = openClient({ connectionString: url, application_name: 'mianshen data folder lock' });
  await client.connect();
  const { rows } = await client.query<{ locked: boolean }>(
    `select pg_try_advisory_lock(hashtext('gateway')) as locked`,
  );
  if (rows[0]?.locked) return client;
  await client.end();
  throw new AlreadyRunningError(
    `Another gateway already works on ${folder}. Stop it first, or give this one its own folder with DATA_DIR (and PORT).`,
  );
}

async function createDatabase(url: string, name: string): Promise<void> {
  const client = openClient({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/** Migrates as the owner, then opens the pool as the gateway's role. */
async function connect(ownerUrl: string, config: Config, entities: EntityClass[]): Promise<Database> {
  await ensureGatewayRole(ownerUrl, config.secretKey);
  await migrate(ownerUrl);
  return connectGateway(gatewayAddress(ownerUrl, config.secretKey), config, entities);
}

/** Opens the pool on a database that is up to date. */
export async function connectGateway(
  gatewayUrl: string,
  { poolSize }: Config,
  entities: EntityClass[],
): Promise<Database> {
  const lanes = lanesFor(poolSize);
  const orm = await MikroORM.init({
    entities,
    clientUrl: gatewayUrl,
    metadataProvider: ReflectMetadataProvider,
    pool: { min: 0, max: connectionsOf(lanes) },
    driverOptions: { onPoolCreated: freeDeadConnections, connectionTimeoutMillis, keepAlive: true },
    timezone: 'UTC',
  });
  assignLanes(orm.em, lanes);
  return { em: orm.em, lanes, gatewayUrl, close: () => orm.close(true) };
}
