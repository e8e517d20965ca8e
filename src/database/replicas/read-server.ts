import type { EntityManager } from '@mikro-orm/postgresql';
import type { Replica } from './replica.js';
import { replicasOf, type Wanted } from './replicas.js';

/** Where one request reads: all of its snapshots on one server, and on the primary once it has written. */
export class ReadServer {
  readonly #em: EntityManager;
  readonly #wanted: Wanted;
  #chosen: Promise<Replica | undefined> | undefined;
  #onPrimary = false;

  constructor(em: EntityManager, wanted: Wanted = {}) {
    this.#em = em;
    this.#wanted = wanted;
  }

  /** The replica; undefined for the primary. */
  async choose(): Promise<Replica | undefined> {
    if (this.#onPrimary) return undefined;
    this.#chosen ??= replicasOf(this.#em)?.choose(this.#wanted) ?? Promise.resolve(undefined);
    const replica = await this.#chosen;
    return this.#onPrimary ? undefined : replica;
  }

  /** From now on it reads from the primary; returns whether it ever read from a replica. */
  async leaveReplica(): Promise<boolean> {
    // At once: what is still running for the request must not open another snapshot there.
    this.#onPrimary = true;
    return (await this.#chosen) !== undefined;
  }
}
