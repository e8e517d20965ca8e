import pg from 'pg';
import { inject } from 'vitest';
import type { TestGateway, TestGatewayOptions } from './gateway.js';
import { preparedPrefix } from './postgres.js';

/** A database that several files begin with. The first one that needs it prepares it, and all of them clone it. */
export interface PreparedWorld {
  name: string;
  options?: TestGatewayOptions;
  prepare: (gateway: TestGateway) => Promise<unknown>;
}

type Start = (options?: TestGatewayOptions) => Promise<TestGateway>;

/** The name of the prepared database; prepares it where nobody has done so in this run. */
export async function templateOf(world: PreparedWorld, start: Start): Promise<string> {
  const template = `${preparedPrefix}${world.name}`;
  const server = new pg.Client({ connectionString: inject('serverUrl') });
  await server.connect();
  try {
    // Files of other workers that need the same wait here until it is prepared.
    await server.query('select pg_advisory_lock(hashtext($1))', [template]);
    const { rowCount } = await server.query('select from pg_database where datname = $1', [template]);
    if (rowCount === 0) {
      const gateway = await start(world.options);
      await world.prepare(gateway);
      await gateway.close();
      const made = new URL(gateway.ownerUrl).pathname.slice(1);
      await server.query(`alter database ${made} rename to ${template}`);
    }
    return template;
  } finally {
    await server.end();
  }
}
