import { ensureGatewayRole } from '../../src/database/schema/gateway-role.js';
import { migrate } from '../../src/database/schema/migrate.js';
import { type ClonedDatabase, databaseAt } from './gateway.js';
import { testSecret } from './secret.js';
import { query } from './standalone.js';
import { removeFolders, startPrimary } from './standby.js';

/** A migrated database on a server of its own: nothing else is written there, as snapshots of all databases show. */
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
