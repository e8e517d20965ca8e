import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { type EntityManager, type MetadataStorage, MikroORM, type Options } from '@mikro-orm/postgresql';
import pg from 'pg';
import type { DatabaseSettings } from './database-settings.js';
import { guardPool } from './connections/dead-connections.js';
import { assignLanes, connectionsOf, type Lanes, lanesFor } from './connections/lanes.js';
import { type EmbeddedServer, startEmbeddedServer } from './embedded/embedded-server.js';
import { FolderLock } from './embedded/folder-lock.js';
import { ensureGatewayRole, gatewayAddress } from './schema/gateway-role.js';
import { withoutNames } from './session/read-session.js';
import { assignReplicas, Replicas } from './replicas/replicas.js';
import { requireSession } from './connections/require-session.js';
import { migrate, requireMigrated } from './schema/migrate.js';
import { openClient } from './connections/connections.js';

/** Dates and amounts remain text as PostgreSQL wrote them, so that no float or time zone changes them. */
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, (text) => text);

type EntityClass = new () => object;

export interface Database {
  /** The root entity manager; every request uses a fork of it. */
  em: EntityManager;
  /** The shares of its connections. */
  lanes: Lanes;
  /** The replicas that reads may use, if any. */
  replicas: Replicas | undefined;
  /** URL of the gateway's own role that bypasses any pooler, for work that needs a session. */
  gatewayUrl: string;
  /** URL of the owner of the tables, which only a sandbox may use. */
  ownerUrl?: string;
  /** Closes the database; running work has `patience` milliseconds to end. */
  close: (patience?: number) => Promise<void>;
}

/** Maximum time in milliseconds to open a connection. */
const connectionTimeoutMillis = 10_000;
/** Default time in milliseconds that running work has to end when the pool is closed. */
const longestClose = 5_000;

export { AlreadyRunningError } from './embedded/folder-lock.js';

/** Connects to the configured server or starts the embedded one, and migrates the schema. */
export async function openDatabase(
  config: DatabaseSettings,
  entities: EntityClass[],
  stop?: AbortSignal,
): Promise<Database> {
  stop?.throwIfAborted();
  if (config.databaseUrl) {
    return unlessAborted(openGiven(config, config.databaseUrl, entities), stop);
  }
  const folder = path.join(config.dataFolder, 'postgres');
  fs.mkdirSync(folder, { recursive: true });
  const server = await startEmbeddedServer(folder, [], stop);
  const lock = new FolderLock(server.url('postgres'), config.dataFolder);
  // If another gateway locks the folder, the server belongs to that gateway.
  await lock.take();
  const release = async () => {
    await lock.release();
    await server.stop();
  };
  try {
    const database = await unlessAborted(openEmbedded(config, server, entities), stop);
    return { ...database, close: (patience) => database.close(patience).finally(release) };
  } catch (error) {
    await release();
    throw error;
  }
}

async function openGiven(config: DatabaseSettings, url: string, entities: EntityClass[]): Promise<Database> {
  const direct = config.directUrl ?? url;
  await requireSession(direct);
  return connect(url, config, entities, direct);
}

async function openEmbedded(
  config: DatabaseSettings,
  server: EmbeddedServer,
  entities: EntityClass[],
): Promise<Database> {
  await createDatabase(server.url('postgres'), 'mianshen');
  return connect(server.url('mianshen'), config, entities);
}

/**
 * Rejects when the signal aborts, so that shutdown does not wait for a server that does not answer or a long migration.
 */
async function unlessAborted<T>(work: Promise<T>, stop: AbortSignal = new AbortController().signal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    if (stop.aborted) reject(stop.reason);
    stop.addEventListener('abort', () => reject(stop.reason), { once: true });
  });
  work.catch(() => undefined);
  return Promise.race([work, aborted]);
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

/** Migrates as the owner, then opens the pool with the gateway's role. */
async function connect(
  url: string,
  config: DatabaseSettings,
  entities: EntityClass[],
  direct: string = url,
): Promise<Database> {
  await ensureGatewayRole(direct, config.secretKey);
  await (config.migrateAtStart ? migrate(direct) : requireMigrated(direct));
  const { secretKey } = config;
  const database = await connectGateway(
    gatewayAddress(url, secretKey),
    config,
    entities,
    gatewayAddress(direct, secretKey),
  );
  return config.sandbox ? { ...database, ownerUrl: direct } : database;
}

const discovered = new WeakMap<EntityClass[], MetadataStorage>();

/** The discovered metadata of entities is shared by all databases of a process, including sandboxes. */
function discoveredOnce(entities: EntityClass[]): Pick<Options, 'entities' | 'discovery'> {
  const known = discovered.get(entities);
  if (!known) return { entities, discovery: { afterDiscovered: (found) => void discovered.set(entities, found) } };
  const afterDiscovered = (found: MetadataStorage) => {
    for (const entity of known) found.set(entity.class, entity);
  };
  return { entities: [], discovery: { warnWhenNoEntities: false, afterDiscovered } };
}

/** Opens the pool on a database whose schema is up to date. */
export async function connectGateway(
  gatewayUrl: string,
  config: DatabaseSettings,
  entities: EntityClass[],
  directUrl: string = gatewayUrl,
): Promise<Database> {
  const lanes = lanesFor(config.poolSize);
  // `init` is not used because it searches and loads packages that the gateway does not need.
  const orm = new MikroORM({
    clientUrl: gatewayUrl,
    metadataProvider: ReflectMetadataProvider,
    pool: { min: 0, max: connectionsOf(lanes) },
    driverOptions: { onPoolCreated: guardPool, connectionTimeoutMillis, keepAlive: true, pipeline: true },
    timezone: 'UTC',
    ...discoveredOnce(entities),
  });
  assignLanes(orm.em, lanes);
  if (directUrl !== gatewayUrl) withoutNames(orm.em);
  const replicas = openReplicas(config, directUrl, connectionsOf(lanes));
  if (replicas) assignReplicas(orm.em, replicas);
  // Work that has not ended by then loses its connection, and PostgreSQL rolls its transaction back.
  const close = (patience = longestClose) =>
    Promise.race([orm.close(true), sleep(patience, undefined, { ref: false })]);
  return { em: orm.em, lanes, replicas, gatewayUrl: directUrl, close };
}

function openReplicas(
  { readUrls, readLag, secretKey }: DatabaseSettings,
  primary: string,
  size: number,
): Replicas | undefined {
  if (readUrls.length === 0) return undefined;
  const urls = readUrls.map((url) => gatewayAddress(url, secretKey));
  return new Replicas(primary, { urls, size, longestLag: readLag });
}
