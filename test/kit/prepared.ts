import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { ApiClient } from './client.js';
import { eventually } from './eventually.js';
import type { TestGateway, TestGatewayOptions } from './gateway.js';
import { preparedPrefix } from './postgres.js';
import { withNumbersApart } from './world.js';

/** A database that several files begin with. The first one that needs it prepares it, and all of them clone it. */
export interface PreparedWorld<Facts = unknown> {
  name: string;
  options?: TestGatewayOptions;
  /** Returns what a file has to know of it, as JSON keeps it. */
  prepare: (gateway: TestGateway) => Promise<Facts>;
}

type Start = (options?: TestGatewayOptions) => Promise<TestGateway>;

const nameOf = ({ name }: PreparedWorld): string => `${preparedPrefix}${name}`;
const factsFile = (world: PreparedWorld): string => path.join(os.tmpdir(), `${nameOf(world)}.json`);

interface Kept<Facts> {
  /** The instant at which its clock stood in the end. */
  now: string;
  facts: Facts;
}

/** What `prepare` returned of the world that this gateway began with; its clock is set to when that was. */
export function preparedFor<Facts>(gateway: TestGateway, world: PreparedWorld<Facts>): Facts {
  if (gateway.world !== world.name) throw new Error(`The gateway began with ${gateway.world}, not with ${world.name}`);
  const { now, facts } = JSON.parse(fs.readFileSync(factsFile(world), 'utf8')) as Kept<Facts>;
  gateway.clock.set(new Date(now));
  return withClients(gateway, facts);
}

/** Each person that was kept as JSON, with a client of this gateway again. */
function withClients<Facts>(gateway: TestGateway, facts: Facts): Facts {
  if (typeof facts !== 'object' || facts === null) return facts;
  if (Array.isArray(facts)) return facts.map((fact) => withClients<unknown>(gateway, fact)) as Facts;
  const entries = Object.entries(facts).map(([key, value]) => [key, withClients<unknown>(gateway, value)]);
  const found = Object.fromEntries(entries) as Facts & { token?: string; client?: ApiClient };
  return found.token ? { ...found, client: gateway.client(found.token) } : found;
}

/** The name of the prepared database; prepares it where nobody has done so in this run. */
export async function templateOf(world: PreparedWorld, start: Start): Promise<string> {
  const template = nameOf(world);
  const server = new pg.Client({ connectionString: inject('serverUrl') });
  await server.connect();
  try {
    // Files of other workers that need the same wait here until it is prepared.
    await server.query('select pg_advisory_lock(hashtext($1))', [template]);
    const { rowCount } = await server.query('select from pg_database where datname = $1', [template]);
    if (rowCount === 0) {
      const gateway = await start(world.options);
      const facts = await withNumbersApart(() => world.prepare(gateway));
      await eventually(
        async () => (await gateway.sql('select from event_pending limit 1')).length === 0,
        'all is sealed',
      );
      const kept: Kept<unknown> = { now: gateway.clock.now().toISOString(), facts };
      fs.writeFileSync(factsFile(world), JSON.stringify(kept));
      await gateway.close();
      const made = new URL(gateway.ownerUrl).pathname.slice(1);
      await server.query(`alter database ${made} rename to ${template}`);
    }
    return template;
  } finally {
    await server.end();
  }
}
