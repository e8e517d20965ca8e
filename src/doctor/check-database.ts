import { type Check, fault, good, type Patient, warning } from './check.js';
import { gatewayRole, loginRole } from '../database/schema/gateway-role.js';
import { migrationNames } from '../database/schema/migrate.js';

const leastVersion = 180_000;
/** Connections of one gateway (docs/operators.md). */
const perGateway = 40;
const megabyte = 1024 * 1024;

/** In bytes, seconds or plain numbers, after conversion from the unit in `pg_settings`. */
const wanted: [setting: string, least: number, text: string][] = [
  ['shared_buffers', 512 * megabyte, '512MB'],
  ['max_wal_size', 4096 * megabyte, '4GB'],
  ['max_connections', perGateway * 2, `${perGateway * 2}, for two gateways`],
];

export const checkDatabase: Check = {
  name: 'database',
  run: async ({ query, config }) => {
    const [server] = await query<{ version: string; number: number; standby: boolean }>(`
      select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
        pg_is_in_recovery() as standby`);
    if (!server) throw new Error('PostgreSQL said nothing of itself');
    const place = config.databaseUrl ? 'DATABASE_URL' : 'the embedded server';
    return [
      server.number >= leastVersion
        ? good(`PostgreSQL ${server.version} at ${place}`)
        : fault(`PostgreSQL ${server.version} at ${place}`, 'The gateway needs PostgreSQL 18 or later.'),
      ...(server.standby ? [fault('It is a standby', 'DATABASE_URL has to name the primary.')] : []),
      ...(await checkSettings(query)),
    ];
  },
};

async function checkSettings(query: Patient['query']) {
  const rows = await query<{ name: string; bytes: string; shown: string }>(
    `select name, current_setting(name) as shown,
       case when unit in ('8kB', 'kB', 'MB') then pg_size_bytes(current_setting(name)) else setting::bigint end as bytes
     from pg_settings where name = any($1)`,
    [wanted.map(([name]) => name)],
  );
  return wanted.map(([name, least, text]) => {
    const { shown, bytes } = rows.find((row) => row.name === name) ?? { shown: 'unknown', bytes: '0' };
    const says = `${name} = ${shown}`;
    return Number(bytes) >= least ? good(says) : warning(says, `Set ${name} to at least ${text}.`);
  });
}

export const checkMigrations: Check = {
  name: 'migrations',
  run: async ({ query }) => {
    const done = (await query<{ name: string }>('select name from migration')).map(({ name }) => name);
    const known = migrationNames();
    const open = known.filter((name) => !done.includes(name));
    // The generated migration has a name for each of its versions.
    const later = done.filter((name) => !name.startsWith('9') && !known.includes(name));
    if (later.length > 0) {
      return [fault(`This database is of a later version: ${later.join(', ')}`, 'Start the version that made it.')];
    }
    if (open.length > 0) {
      return [warning(`Not done yet: ${open.join(', ')}`, 'They run at the next start of a gateway.')];
    }
    return [good(`All ${done.length} are done`)];
  },
};

/** Checks row security itself: without it everybody would see all rows. */
export const checkRowSecurity: Check = {
  name: 'row security',
  run: async ({ query }) => {
    const open = await query<{ name: string }>(`
      select relname as name from pg_class
      where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
        and not (relrowsecurity and relforcerowsecurity)
        and relname <> 'migration' order by relname`);
    const strong = await query<{ name: string }>(
      'select rolname as name from pg_roles where rolname = any($1) and (rolsuper or rolbypassrls or rolcreaterole)',
      [[gatewayRole, loginRole]],
    );
    return [
      open.length === 0
        ? good('Every table has it')
        : fault(`Missing on ${named(open)}`, 'Restore the schema: these rows are open to every role.'),
      strong.length === 0
        ? good('The roles of the gateway cannot pass it by')
        : fault(`${named(strong)} can pass it by`, 'Take SUPERUSER, BYPASSRLS and CREATEROLE from it.'),
    ];
  },
};

const named = (rows: { name: string }[]) => rows.map(({ name }) => name).join(', ');
