import { ensureGatewayRole } from '../../src/database/schema/gateway-role.js';
import { migrate } from '../../src/database/schema/migrate.js';
import { type ClonedDatabase, databaseAt } from './gateway.js';
import { testSecret } from './secret.js';
import { query } from './standalone.js';
import { removeFolders, startPrimary } from './standby.js';

/**
 * Opens a migrated database on a separate server, where nothing else is written: snapshots show the writes of all
 * databases.
 */
export async function openOwnDatabase(): Promise<ClonedDatabase> {
  const server = await startPrimary();
  await query(server.url('postgres'), 'create database mianshen');
  const ownerUrl = server.url('mianshen');
  await ensureGatewayRole(ownerUrl, testSecret);
  await migrate(ownerUrl);
  return databaseAt(ownerUrl, async () => {
    await server.stop();
    removeFolders();
  });
}
