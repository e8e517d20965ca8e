import type pg from 'pg';
import { openPool } from '../connections/connections.js';

/** Milliseconds that the primary may take to give its position. */
const patience = 1_000;

/**
 * Everything that any session can see now is before this position. A commit that does not wait for the disk is seen before
 * its log is flushed, so a server that is set so says how far it has written.
 */
const statement = `
  select pg_wal_lsn_diff(
    case current_setting('synchronous_commit') when 'off' then pg_current_wal_insert_lsn() else pg_current_wal_flush_lsn() end,
    '0/0')::text as position`;

/** How far the primary has come. Who asks while a question is on its way shares the next one: one at a time for a gateway. */
export class PrimaryPosition {
  readonly #pool: pg.Pool;
  #asked: Promise<bigint> | undefined;
  #next: Promise<bigint> | undefined;

  constructor(url: string) {
    this.#pool = openPool({
      connectionString: url,
      application_name: 'mianshen position',
      max: 1,
      connectionTimeoutMillis: patience,
      query_timeout: patience,
      keepAlive: true,
    });
  }

  /** Its position at a moment after the call. Rejects where it does not answer. */
  ask(): Promise<bigint> {
    this.#next ??= this.#after(this.#asked);
    return this.#next;
  }

  /** The identifier of its cluster, which its replicas share. */
  async system(): Promise<string> {
    const { rows } = await this.#pool.query<{ system: string }>(
      'select system_identifier::text as system from pg_control_system()',
    );
    return rows[0]?.system as string;
  }

  async end(): Promise<void> {
    await this.#pool.end();
  }

  async #after(earlier: Promise<bigint> | undefined): Promise<bigint> {
    // An answer that is on its way was perhaps given before this call.
    await earlier?.catch(() => undefined);
    this.#asked = this.#next;
    this.#next = undefined;
    const { rows } = await this.#pool.query<{ position: string }>(statement);
    return BigInt(rows[0]?.position as string);
  }
}
