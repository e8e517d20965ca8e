import { openPool } from '../../src/database/connections/connections.js';
import { ensureGatewayRole } from '../../src/database/schema/gateway-role.js';
import { migrate } from '../../src/database/schema/migrate.js';
import type pg from 'pg';
import type { ClonedDatabase } from './gateway.js';
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
  const pool = openPool({ connectionString: ownerUrl, max: 4 });
  return {
    ownerUrl,
    sql: async <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      (await pool.query<Row>(text, values)).rows,
    release: () => pool.end(),
    drop: async () => {
      await pool.end();
      await server.stop();
      removeFolders();
    },
  };
}
