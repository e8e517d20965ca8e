import type { Listener } from '../connections/listener.js';

/**
 * Names the snapshot in which a statement reads, on the primary: which transactions it sees, and which server that is,
 * since a standby that was promoted may count its transactions as the old primary did. Two readers in snapshots of the same
 * name see the same rows. On a standby it is null, also where the gateway takes that for the primary: `pg_current_snapshot`
 * leaves out what is under way there.
 */
export const snapshotName = `case when not pg_is_in_recovery()
  then pg_current_snapshot() || ' of ' || extract(epoch from pg_postmaster_start_time()) end`;

const question = { name: 'present snapshot', text: `select ${snapshotName} as name` };

/** A question that takes more milliseconds than this is not worth waiting for: the request reads instead. */
const patience = 100;

/**
 * The name of the snapshot that somebody who begins to read now would get. It is asked on the connection that is open
 * anyway, once for all requests that came during the question before, so always after the request that gets it.
 */
export class PresentSnapshot {
  readonly #listener: Pick<Listener, 'query'>;
  #asking: Promise<string | undefined> | undefined;
  #next: Promise<string | undefined> | undefined;
  /** Whether a question is not answered yet that nobody waits for any more: until it is, nobody asks. */
  #isLate = false;

  constructor(listener: Pick<Listener, 'query'>) {
    this.#listener = listener;
  }

  /** Undefined where the database does not answer at once. */
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
