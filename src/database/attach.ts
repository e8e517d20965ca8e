import path from 'node:path';
import type { Config } from '../config.js';
import { connectGateway, type Database } from './database.js';
import { startEmbeddedServer } from './embedded-server.js';
import { gatewayAddress } from './gateway-role.js';
import { openClient } from './connections.js';

type EntityClass = new () => object;

export interface AttachedDatabase extends Database {
  /** As the owner, who is not bound by row security: for work on the whole database. */
  ownerUrl: string;
}

/** The database for a tool that works beside a running gateway; the embedded server is started where none runs. */
export async function attachDatabase(config: Config, entities: EntityClass[]): Promise<AttachedDatabase> {
  if (config.databaseUrl) {
    const direct = config.directUrl ?? config.databaseUrl;
    const database = await connectGateway(gatewayAddress(direct, config.secretKey), config, entities);
    return { ...database, ownerUrl: direct };
  }
  const server = await startEmbeddedServer(path.join(config.dataFolder, 'postgres'));
  const ours = !(await isUsed(server.url('postgres')));
  const database = await connectGateway(gatewayAddress(server.url('mianshen'), config.secretKey), config, entities);
  const stop = async () => {
    await database.close();
    if (ours) await server.stop();
  };
  return { ...database, ownerUrl: server.url('mianshen'), close: stop };
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
