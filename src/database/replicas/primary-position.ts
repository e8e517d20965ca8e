import type pg from 'pg';
import { openPool } from '../connections/connections.js';

/** Maximum time in milliseconds for the primary's answer. */
const patience = 1_000;

/**
 * Returns a position that includes everything that any session can see now. With asynchronous commit, data is visible
 * before its log is flushed, so the insert position is used.
 */
const statement = `
  select pg_wal_lsn_diff(
    case current_setting('synchronous_commit') when 'off' then pg_current_wal_insert_lsn() else pg_current_wal_flush_lsn() end,
    '0/0')::text as position`;

/** Reads the log position of the primary. Concurrent callers share a query, and only one query runs at a time. */
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

  /** Returns the position at a moment after the call. Rejects if the primary does not answer. */
  ask(): Promise<bigint> {
    this.#next ??= this.#after(this.#asked);
    return this.#next;
  }

  /** Returns the system identifier of the cluster, which its replicas share. */
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
    // The running query may have read the position before this call.
    await earlier?.catch(() => undefined);
    this.#asked = this.#next;
    this.#next = undefined;
    const { rows } = await this.#pool.query<{ position: string }>(statement);
    return BigInt(rows[0]?.position as string);
  }
}
