import type pg from 'pg';
import { openClient } from '../connections/connections.js';

/** Maximum time in milliseconds for an answer; a replica that takes longer counts as gone. */
const patience = 1_000;

/** The server cannot be used as a replica; the message has the reason. */
export class NotAReplica extends Error {}

interface Identity {
  standby: boolean;
  system: string;
  started: string;
  /** Whether a pooler is in between, so that a later transaction does not know an earlier prepared statement. */
  pooled: boolean;
}

const identity = `
  select pg_is_in_recovery() as standby, system_identifier::text as system, pg_postmaster_start_time()::text as started,
    pg_backend_pid() as process
  from pg_control_system()`;

/** Asks a server for its identity. */
export async function identityOf(client: pg.ClientBase): Promise<Identity> {
  const { rows } = await client.query<Omit<Identity, 'pooled'> & { process: number }>(identity);
  const { process, ...known } = rows[0]!;
  // A pooler reports another process id to the client than the server's own.
  return { ...known, pooled: process !== (client as { processID?: number }).processID };
}

/** The connection that reads how far a replica has replayed the log. */
export class Standby {
  readonly #client: pg.Client;
  readonly identity: Identity;

  private constructor(client: pg.Client, known: Identity) {
    this.#client = client;
    this.identity = known;
  }

  /** Opens the connection. Rejects if the server is not a standby. */
  static async open(url: string): Promise<Standby> {
    const client = openClient({
      connectionString: url,
      application_name: 'mianshen replica check',
      connectionTimeoutMillis: patience,
      query_timeout: patience,
      keepAlive: true,
    });
    try {
      await client.connect();
      const known = await identityOf(client);
      if (!known.standby) throw new NotAReplica('This server is a primary');
      return new Standby(client, known);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  /** Returns the position up to which the log was replayed. Rejects if the server does not answer or was promoted. */
  async replayed(): Promise<bigint> {
    const { rows } = await this.#client.query<{ standby: boolean; position: string | null }>(
      `select pg_is_in_recovery() as standby, pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::text as position`,
    );
    const { standby, position } = rows[0] as { standby: boolean; position: string | null };
    if (!standby) throw new NotAReplica('This server has become a primary');
    return BigInt(position ?? 0);
  }

  close(): void {
    // A server that is gone does not confirm the end.
    void this.#client.end().catch(() => undefined);
  }
}
