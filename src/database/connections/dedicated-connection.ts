import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { openClient } from './connections.js';
import { sessionSettings, systemSession } from '../session/session.js';

/**
 * A connection for a job that needs a session: advisory locks, temporary tables, COPY. Its role is SYSTEM, which is the
 * gateway itself in row security.
 */
export class DedicatedConnection {
  readonly #client: pg.Client;
  readonly #kysely: Kysely<unknown>;
  #isOpen = true;

  private constructor(client: pg.Client) {
    this.#client = client;
    // A broken connection refuses statements after its error event; the end event comes later.
    for (const sign of ['error', 'end']) client.once(sign, () => (this.#isOpen = false));
    const connection = { query: client.query.bind(client), release: () => undefined };
    const pool = { connect: async () => connection, end: async () => undefined };
    this.#kysely = new Kysely({ dialect: new PostgresDialect({ pool: pool as never }) });
  }

  static async open(url: string, name: string): Promise<DedicatedConnection> {
    const client = openClient({ connectionString: url, application_name: `mianshen ${name}`, keepAlive: true });
    // The pending statement reports a lost connection; without a listener the error event would end the process.
    await client.connect();
    try {
      await applySettings(client);
      return new DedicatedConnection(client);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  getKysely(): Kysely<unknown> {
    return this.#kysely;
  }

  /** Runs `work` in one transaction, which is committed completely or rolled back. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.#client.query('begin');
    try {
      const result = await work();
      await this.#client.query('commit');
      return result;
    } catch (error) {
      await this.#client.query('rollback').catch(() => undefined);
      throw error;
    }
  }

  /** Runs COPY … FROM STDIN with these lines, in PostgreSQL's text format. */
  async copy(statement: string, lines: string): Promise<void> {
    const stream = this.#client.query(copyFrom(statement));
    stream.end(lines);
    await finished(stream);
  }

  /** Waits for a session lock without a time limit. */
  async lock(key: string): Promise<void> {
    await sql`select set_config('lock_timeout', '0', false)`.execute(this.#kysely);
    await sql`select pg_advisory_lock(hashtextextended(${key}, 0))`.execute(this.#kysely);
  }

  async tryLock(key: string): Promise<boolean> {
    const { rows } = await sql<{ locked: boolean }>`
      select pg_try_advisory_lock(hashtextextended(${key}, 0)) as locked`.execute(this.#kysely);
    return rows[0]?.locked ?? false;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whether the server answers within so many milliseconds. */
  answers(within: number): Promise<boolean> {
    const answered = this.#client.query('select').then(
      () => true,
      () => false,
    );
    return Promise.race([answered, sleep(within, false, { ref: false })]);
  }

  /** Discards the state of the session: locks, temporary tables, settings. */
  async renew(): Promise<void> {
    await this.#client.query('discard all');
    await applySettings(this.#client);
  }

  async close(): Promise<void> {
    await this.#client.end().catch(() => undefined);
  }
}

async function applySettings(client: pg.Client): Promise<void> {
  // Jobs also wait for each other outside the database, where PostgreSQL cannot detect a deadlock: so locks have a
  // timeout.
  const settings = Object.entries({ ...sessionSettings(systemSession), lock_timeout: '20s' });
  const calls = settings.map((_, place) => `set_config($${2 * place + 1}, $${2 * place + 2}, false)`);
  await client.query(`select ${calls.join(', ')}`, settings.flat());
}

/** Runs work under an exclusive lock of this name on the database. The lock uses a separate connection. */
export async function withNamedLock<T>(url: string, name: string, work: () => Promise<T>): Promise<T> {
  const connection = await DedicatedConnection.open(url, name);
  try {
    await connection.lock(name);
    return await work();
  } finally {
    await connection.close();
  }
}
