import { createHmac } from 'node:crypto';
import pg from 'pg';

/** The role that the gateway connects as: it owns nothing and cannot bypass row security. */
export const gatewayRole = 'mianshen_gateway';

/** Makes the role, or gives it the password of this secret. It belongs to the server, not to one database. */
export async function ensureGatewayRole(ownerUrl: string, secretKey: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // Gateways that start side by side would otherwise both find it absent.
    await client.query('select pg_advisory_lock(hashtext($1))', [gatewayRole]);
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [gatewayRole]);
    const password = client.escapeLiteral(gatewayPassword(secretKey));
    await client.query(
      `${rowCount ? 'alter' : 'create'} role ${gatewayRole}
       login nosuperuser nobypassrls nocreatedb nocreaterole password ${password}`,
    );
  } finally {
    await client.end();
  }
}

/** The owner's address, as the gateway's role. */
export function gatewayAddress(ownerUrl: string, secretKey: string): string {
  const url = new URL(ownerUrl);
  url.username = gatewayRole;
  url.password = gatewayPassword(secretKey);
  return url.toString();
}

function gatewayPassword(secretKey: string): string {
  return createHmac('sha256', secretKey).update(gatewayRole).digest('base64url');
}
