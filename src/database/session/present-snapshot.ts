import type { Listener } from '../connections/listener.js';

/**
 * SQL that names the snapshot in which a statement reads: the transactions that it sees and the start time of the
 * server, because a promoted standby may reuse transaction numbers of the old primary. Readers in snapshots with the
 * same name see the same rows. It is null on a standby, even if the gateway treats it as the primary, because
 * `pg_current_snapshot` does not include running transactions there.
 */
export const snapshotName = `case when not pg_is_in_recovery()
  then pg_current_snapshot() || ' of ' || extract(epoch from pg_postmaster_start_time()) end`;

const question = { name: 'present snapshot', text: `select ${snapshotName} as name` };

/** Maximum time in milliseconds to wait for the name; after that the request reads instead. */
const patience = 100;

/**
 * Returns the name of the snapshot that a new reader would get now. It is queried on the connection of the listener,
 * once for all requests that arrived during the previous query, so always after the request.
 */
export class PresentSnapshot {
  readonly #listener: Pick<Listener, 'query'>;
  #asking: Promise<string | undefined> | undefined;
  #next: Promise<string | undefined> | undefined;
  /** Whether a query is still running after the time limit. Until it ends, no other one is sent. */
  #isLate = false;

  constructor(listener: Pick<Listener, 'query'>) {
    this.#listener = listener;
  }

  /** Returns the name; undefined if the database does not answer at once. */
  name(): Promise<string | undefined> {
    if (!this.#asking) return this.#begin();
    this.#next ??= this.#asking.then(() => this.#begin());
    return this.#next;
  }

  #begin(): Promise<string | undefined> {
    this.#next = undefined;
    if (this.#isLate) return Promise.resolve(undefined);
    const asking = this.#ask().finally(() => {
      if (this.#asking === asking) this.#asking = undefined;
    });
    this.#asking = asking;
    return asking;
  }

  #ask(): Promise<string | undefined> {
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    const tooLate = setTimeout(() => {
      this.#isLate = true;
      resolve(undefined);
    }, patience).unref();
    this.#listener
      .query<{ name: string | null }>(question)
      .then(([row]) => resolve(row?.name ?? undefined))
      .catch(() => resolve(undefined))
      .finally(() => {
        clearTimeout(tooLate);
        this.#isLate = false;
      });
    return promise;
  }
}
