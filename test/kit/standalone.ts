import pg from 'pg';
import { SettableClock } from '../../src/kernel/clock.js';
import { readConfig } from '../../src/config/config.js';
import { connectGateway, type Database } from '../../src/database/database.js';
import { ensureGatewayRole, gatewayAddress } from '../../src/database/schema/gateway-role.js';
import { migrate } from '../../src/database/schema/migrate.js';
import { entities } from '../../src/modules.js';
import { ApiClient } from './client.js';
import type { TestGateway } from './gateway.js';
import { testSecret } from './secret.js';
import { arrangeInsurer, arrangeProgramme, type Person } from './world.js';

export interface Standalone {
  /** Settings for a gateway process on this database. */
  environment: Record<string, string>;
  insurer: Person;
  database: Database;
}

/**
 * Creates a migrated database with an insurer and a programme that is always open, for gateways that run as separate
 * processes.
 */
export async function arrangeStandalone(ownerUrl: string, dataFolder: string, port: number): Promise<Standalone> {
  await ensureGatewayRole(ownerUrl, testSecret);
  await migrate(ownerUrl);
  const environment = {
    NODE_ENV: 'test',
    PORT: String(port),
    DATA_DIR: dataFolder,
    DATABASE_URL: ownerUrl,
    SECRET_KEY: testSecret,
    DEMONSTRATION: 'false',
  };
  const database = await connectGateway(gatewayAddress(ownerUrl, testSecret), readConfig(environment), entities);
  const sql = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => query<Row>(ownerUrl, text, values);
  const client = (token?: string) => new ApiClient(`http://127.0.0.1:${port}`, token);
  const world = { sql, client, database, clock: new SettableClock(new Date()) } as unknown as TestGateway;
  await arrangeProgramme(world);
  await sql(`update programme set opens_on = '2020-01-01', policy_push_until = '2099-12-31'`);
  return { environment, insurer: await arrangeInsurer(world), database };
}

/** Runs SQL as the owner on a new connection, so that a lost one does not matter. */
export async function query<Row extends pg.QueryResultRow>(url: string, text: string, values?: unknown[]) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
