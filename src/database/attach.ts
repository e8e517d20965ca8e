import path from 'node:path';
import type { DatabaseSettings } from './database-settings.js';
import { connectGateway, type Database } from './database.js';
import { startEmbeddedServer } from './embedded/embedded-server.js';
import { gatewayAddress } from './schema/gateway-role.js';
import { openClient } from './connections/connections.js';

type EntityClass = new () => object;

export interface AttachedDatabase extends Database {
  /** URL of the owner of the tables, for work on every row (`owner-rights.ts`). */
  ownerUrl: string;
}

/** Connects a tool to the server of a running gateway. Starts the embedded server if it is not running. */
export async function attachServer({ databaseUrl, directUrl, dataFolder }: DatabaseSettings) {
  if (databaseUrl) return { ownerUrl: directUrl ?? databaseUrl, close: async () => undefined };
  const server = await startEmbeddedServer(path.join(dataFolder, 'postgres'));
  const ours = !(await isUsed(server.url('postgres')));
  return { ownerUrl: server.url('mianshen'), close: async () => (ours ? server.stop() : server.leave()) };
}

/** Opens the database for a tool that works beside a running gateway. */
export async function attachDatabase(config: DatabaseSettings, entities: EntityClass[]): Promise<AttachedDatabase> {
  const { ownerUrl, close } = await attachServer(config);
  const database = await connectGateway(gatewayAddress(ownerUrl, config.secretKey), config, entities);
  return { ...database, ownerUrl, close: () => database.close().then(close) };
}

/** Whether a gateway holds the lock of the data folder. */
async function isUsed(url: string): Promise<boolean> {
  const client = openClient({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ free: boolean }>(`select pg_try_advisory_lock(hashtext('gateway')) as free`);
    return rows[0]?.free !== true;
  } finally {
    await client.end();
  }
}
