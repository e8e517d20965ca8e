import type pg from 'pg';
import { openClient } from '../connections/connections.js';

/** Milliseconds that a replica may take for an answer; one that takes longer is gone. */
const patience = 1_000;

/** Why a server is not read from. */
export class NotAReplica extends Error {}

interface Identity {
  standby: boolean;
  system: string;
  started: string;
  /** A pooler is in between, and a statement that one transaction has prepared is unknown to the next. */
  pooled: boolean;
}

const identity = `
  select pg_is_in_recovery() as standby, system_identifier::text as system, pg_postmaster_start_time()::text as started,
    pg_backend_pid() as process
  from pg_control_system()`;

/** Who a server says that it is. */
export async function identityOf(client: pg.ClientBase): Promise<Identity> {
  const { rows } = await client.query<Omit<Identity, 'pooled'> & { process: number }>(identity);
  const { process, ...known } = rows[0]!;
  // A pooler names another process to a client than that of the server.
  return { ...known, pooled: process !== (client as { processID?: number }).processID };
}

/** The connection on which a replica says how far it has come. */
export class Standby {
  readonly #client: pg.Client;
  readonly identity: Identity;

  private constructor(client: pg.Client, known: Identity) {
    this.#client = client;
    this.identity = known;
  }

  /** Opens it; rejects where the server is no standby. */
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

  /** As far as it has replayed the primary's log. Rejects where it does not answer, or is a primary by now. */
  async replayed(): Promise<bigint> {
    const { rows } = await this.#client.query<{ standby: boolean; position: string | null }>(
      `select pg_is_in_recovery() as standby, pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::text as position`,
    );
    const { standby, position } = rows[0] as { standby: boolean; position: string | null };
    if (!standby) throw new NotAReplica('This server has become a primary');
    return BigInt(position ?? 0);
  }

  close(): void {
    // A server that is gone does not say goodbye.
    void this.#client.end().catch(() => undefined);
  }
}
