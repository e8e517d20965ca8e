import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { openClient } from '../connections/connections.js';

export class AlreadyRunningError extends Error {}

const interval = 500;

/**
 * Allows only one gateway per data folder. The lock belongs to a database session, so it is released when its owner
 * dies. After the server restarts, the lock is taken again.
 */
export class FolderLock {
  readonly #url: string;
  readonly #folder: string;
  readonly #released = new AbortController();
  #client: pg.Client | undefined;

  constructor(url: string, folder: string) {
    this.#url = url;
    this.#folder = folder;
  }

  async take(): Promise<void> {
    const client = openClient({ connectionString: this.#url, application_name: 'mianshen data folder lock' });
    await client.connect();
    const { rows } = await client.query<{ locked: boolean }>(
      `select pg_try_advisory_lock(hashtext('gateway')) as locked`,
    );
    if (!rows[0]?.locked) {
      await client.end();
      throw new AlreadyRunningError(
        `Another gateway already works on ${this.#folder}. Stop it first, or give this one its own folder with DATA_DIR (and PORT).`,
      );
    }
    this.#client = client;
    client.once('end', () => void this.#takeAgain());
  }

  async release(): Promise<void> {
    this.#released.abort();
    await this.#client?.end().catch(() => undefined);
  }

  async #takeAgain(): Promise<void> {
    const { signal } = this.#released;
    while (!signal.aborted) {
      const taken = await this.take().then(
        () => true,
        (error: unknown) => {
          if (error instanceof AlreadyRunningError) process.stderr.write(`${error.message}\n`);
          return false;
        },
      );
      if (taken) return;
      await sleep(interval, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}
