import { createHmac } from 'node:crypto';
import pg from 'pg';
import { databaseRole, definerRole, sessionRoles } from './row-security.js';
import { openClient } from '../connections/connections.js';

/** The role to which migrations grant the gateway's rights. The database role of each session role inherits them. */
export const gatewayRole = 'mianshen_gateway';

/** The role that the gateway connects as. It has no rights itself; each transaction takes the role of its viewer. */
export const loginRole = 'mianshen_login';

/** The role of the open data feed: it can only read the views of the schema `feed`. */
export const feedRole = 'mianshen_feed';

/**
 * Creates the roles and sets the password that is derived from this secret. Roles belong to the server, not to a
 * database.
 */
export async function ensureGatewayRole(ownerUrl: string, secretKey: string): Promise<void> {
  const client = openClient({ connectionString: ownerUrl });
  await client.connect();
  try {
    // Without a lock, two gateways that start together could both find a role absent and create it.
    await client.query('select pg_advisory_lock(hashtext($1))', [gatewayRole]);
    await ensureRole(client, gatewayRole, 'nologin');
    await ensureRole(client, definerRole, 'nologin');
    for (const role of [loginRole, feedRole]) {
      await ensureRole(client, role, `login noinherit password ${client.escapeLiteral(passwordOf(role, secretKey))}`);
    }
    // A page in index order reads single rows, which is fast on today's disks. Compiling a statement that reads some
    // hundred rows takes longer than reading them.
    await client.query(`alter role ${loginRole} set random_page_cost = 1.1`);
    await client.query(`alter role ${loginRole} set jit = off`);
    for (const role of sessionRoles.map(databaseRole)) await ensureSessionRole(client, role);
  } finally {
    await client.end();
  }
}

async function ensureSessionRole(client: pg.Client, role: string): Promise<void> {
  const { rowCount } = await client.query(
    `select 1 from pg_auth_members where roleid = to_regrole($1) and member = to_regrole($2)`,
    [role, loginRole],
  );
  if (rowCount) return;
  await ensureRole(client, role, 'nologin inherit');
  await client.query(`grant ${gatewayRole} to ${role} with inherit true, set false`);
  await client.query(`grant ${role} to ${loginRole} with inherit false, set true`);
}

/** Creates a role without rights that only a superuser could revoke. Throws if an existing role has them. */
async function ensureRole(client: pg.Client, role: string, options: string): Promise<void> {
  const { rows } = await client.query<{ mighty: boolean }>(
    'select rolsuper or rolbypassrls or rolcreatedb or rolcreaterole as mighty from pg_roles where rolname = $1',
    [role],
  );
  if (rows[0]?.mighty) throw new Error(`The role ${role} has rights that it must not have: take them away`);
  await client.query(`${rows[0] ? 'alter' : 'create'} role ${role} ${options}`);
}

/** Returns the owner's URL with the role that the gateway connects as. */
export function gatewayAddress(ownerUrl: string, secretKey: string): string {
  return addressAs(loginRole, ownerUrl, secretKey);
}

/** Returns the URL of the same database with the feed's role. */
export function feedAddress(url: string, secretKey: string): string {
  return addressAs(feedRole, url, secretKey);
}

function addressAs(role: string, address: string, secretKey: string): string {
  const url = new URL(address);
  url.username = role;
  url.password = passwordOf(role, secretKey);
  return url.toString();
}

function passwordOf(role: string, secretKey: string): string {
  return createHmac('sha256', secretKey).update(role).digest('base64url');
}
