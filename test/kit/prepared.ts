import pg from 'pg';
import { inject } from 'vitest';
import type { ApiClient } from './client.js';
import { eventually } from './eventually.js';
import type { TestGateway, TestGatewayOptions } from './gateway.js';
import { preparedPrefix } from './postgres.js';
import { allSealed } from './sealed.js';
import { withNumbersApart } from './world.js';

/** A database that several files begin with. The first file that needs it prepares it, and all of them clone it. */
export interface PreparedWorld<Facts = unknown> {
  name: string;
  options?: TestGatewayOptions;
  /** Prepares the world; returns facts for the test files, which must be plain JSON. */
  prepare: (gateway: TestGateway) => Promise<Facts>;
}

type Start = (options?: TestGatewayOptions) => Promise<TestGateway>;

/** The facts of a prepared world, stored as the comment of its database. */
interface Kept {
  /** The time of its clock at the end. */
  now: string;
  facts: unknown;
}

/** A prepared world with the database to clone. */
export interface Template extends Kept {
  world: string;
  database: string;
}

/** Returns the facts of the world that this gateway began with; sets its clock to the end of the preparation. */
export function preparedFor<Facts>(gateway: TestGateway, world: PreparedWorld<Facts>): Facts {
  const { template } = gateway;
  if (template?.world !== world.name)
    throw new Error(`The gateway began with ${template?.world}, not with ${world.name}`);
  gateway.clock.set(new Date(template.now));
  return withClients(gateway, template.facts as Facts);
}

/** Adds a client of this gateway to each person in the stored facts. */
function withClients<Facts>(gateway: TestGateway, facts: Facts): Facts {
  if (typeof facts !== 'object' || facts === null) return facts;
  if (Array.isArray(facts)) return facts.map((fact) => withClients<unknown>(gateway, fact)) as Facts;
  const entries = Object.entries(facts).map(([key, value]) => [key, withClients<unknown>(gateway, value)]);
  const found = Object.fromEntries(entries) as Facts & { token?: string; client?: ApiClient };
  return found.token ? { ...found, client: gateway.client(found.token) } : found;
}

/** Templates that this process has found; asking the server again costs a session each time. */
const known = new Map<string, Promise<Template>>();

/** Returns the prepared database; prepares it where no file has done so in this run. */
export function templateOf(world: PreparedWorld, start: Start): Promise<Template> {
  const template = known.get(world.name) ?? findOrPrepare(world, start);
  known.set(world.name, template);
  return template;
}

async function findOrPrepare(world: PreparedWorld, start: Start): Promise<Template> {
  const database = `${preparedPrefix}${world.name}`;
  const server = new pg.Client({ connectionString: inject('serverUrl') });
  await server.connect();
  try {
    // Files of other workers that need the same world wait here until it is prepared.
    await server.query('select pg_advisory_lock(hashtext($1))', [database]);
    const kept = (await keptOf(server, database)) ?? (await prepare(world, start, server, database));
    return { ...kept, world: world.name, database };
  } finally {
    await server.end();
  }
}

async function keptOf(server: pg.Client, database: string): Promise<Kept | undefined> {
  const { rows } = await server.query<{ kept: string }>(
    `select shobj_description(oid, 'pg_database') as kept from pg_database where datname = $1`,
    [database],
  );
  return rows[0] && (JSON.parse(rows[0].kept) as Kept);
}

async function prepare(world: PreparedWorld, start: Start, server: pg.Client, database: string): Promise<Kept> {
  const gateway = await start(world.options);
  const facts = await withNumbersApart(() => world.prepare(gateway));
  await allSealed(gateway);
  const kept = JSON.stringify({ now: gateway.clock.now().toISOString(), facts });
  await gateway.close();
  const made = new URL(gateway.ownerUrl).pathname.slice(1);
  await untilLeft(server, made);
  await server.query(`comment on database ${made} is ${pg.escapeLiteral(kept)}`);
  await server.query(`alter database ${made} rename to ${database}`);
  return JSON.parse(kept) as Kept;
}

/**
 * Waits until nobody is connected: PostgreSQL does not rename a database with connections, and a closed session ends a
 * little later.
 */
async function untilLeft(server: pg.Client, database: string): Promise<void> {
  let sessions: unknown[] = [];
  const look = async () => {
    const text = 'select pid, usename, application_name, state, query from pg_stat_activity where datname = $1';
    ({ rows: sessions } = await server.query(text, [database]));
    return sessions.length === 0;
  };
  await eventually(look, () => `nobody is connected to ${database} any more: ${JSON.stringify(sessions)}`);
}
