import { createHmac } from 'node:crypto';
import pg from 'pg';

/** The role that the gateway connects as: it owns nothing and cannot bypass row security. */
export const gatewayRole = 'mianshen_gateway';

/** The role that the open data feed reads as: it sees the views of the schema `feed`, and nothing else. */
export const feedRole = 'mianshen_feed';

/** Makes the roles, or gives them the password of this secret. They belong to the server, not to one database. */
export async function ensureGatewayRole(ownerUrl: string, secretKey: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // Gateways that start side by side would otherwise both find one absent.
    await client.query('select pg_advisory_lock(hashtext($1))', [gatewayRole]);
    for (const role of [gatewayRole, feedRole]) await ensureRole(client, role, secretKey);
  } finally {
    await client.end();
  }
}

async function ensureRole(client: pg.Client, role: string, secretKey: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  const password = client.escapeLiteral(passwordOf(role, secretKey));
  await client.query(
    `${rowCount ? 'alter' : 'create'} role ${role}
     login nosuperuser nobypassrls nocreatedb nocreaterole password ${password}`,
  );
}

/** The owner's address, as the gateway's role. */
export function gatewayAddress(ownerUrl: string, secretKey: string): string {
  return addressAs(gatewayRole, ownerUrl, secretKey);
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
