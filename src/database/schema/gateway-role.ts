import { createHmac } from 'node:crypto';
import pg from 'pg';
import { databaseRole, definerRole, sessionRoles } from './row-security.js';
import { openClient } from '../connections/connections.js';

/** The role that migrations grant the gateway's rights to. The database role of each session role inherits them. */
export const gatewayRole = 'mianshen_gateway';

/** The role that the gateway connects as: it has no right of its own; a transaction takes the role of who asks. */
export const loginRole = 'mianshen_login';

/** The role that the open data feed reads as: it sees the views of the schema `feed`, and nothing else. */
export const feedRole = 'mianshen_feed';

/** Creates the roles, or gives them the password of this secret. They belong to the server, not to one database. */
export async function ensureGatewayRole(ownerUrl: string, secretKey: string): Promise<void> {
  const client = openClient({ connectionString: ownerUrl });
  await client.connect();
  try {
    // Gateways that start side by side would otherwise both find one absent.
    await client.query('select pg_advisory_lock(hashtext($1))', [gatewayRole]);
    await ensureRole(client, gatewayRole, 'nologin');
    await ensureRole(client, definerRole, 'nologin');
    for (const role of [loginRole, feedRole]) {
      await ensureRole(client, role, `login noinherit password ${client.escapeLiteral(passwordOf(role, secretKey))}`);
    }
    // A page in the order of an index reads single rows, which a disk of today finds at once; compiling a statement that
    // reads some hundred rows takes longer than reading them.
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

/** What only a superuser may take away again is given to no role, and a role that has it is not used. */
async function ensureRole(client: pg.Client, role: string, options: string): Promise<void> {
  const { rows } = await client.query<{ mighty: boolean }>(
    'select rolsuper or rolbypassrls or rolcreatedb or rolcreaterole as mighty from pg_roles where rolname = $1',
    [role],
  );
  if (rows[0]?.mighty) throw new Error(`The role ${role} has rights that it must not have: take them away`);
  await client.query(`${rows[0] ? 'alter' : 'create'} role ${role} ${options}`);
}

/** The owner's address, as the role that the gateway connects as. */
export function gatewayAddress(ownerUrl: string, secretKey: string): string {
  return addressAs(loginRole, ownerUrl, secretKey);
}

/** The same database, as the feed's role. */
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
