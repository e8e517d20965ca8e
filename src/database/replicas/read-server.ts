import type { EntityManager } from '@mikro-orm/postgresql';
import type { Replica } from './replica.js';
import { replicasOf, type Wanted } from './replicas.js';

/** Selects the server for the reads of one request: the same for all snapshots, and the primary after a write. */
export class ReadServer {
  readonly #em: EntityManager;
  readonly #wanted: Wanted;
  #chosen: Promise<Replica | undefined> | undefined;
  #onPrimary = false;

  constructor(em: EntityManager, wanted: Wanted = {}) {
    this.#em = em;
    this.#wanted = wanted;
  }

  /** Returns the replica to read from; undefined for the primary. */
  async choose(): Promise<Replica | undefined> {
    if (this.#onPrimary) return undefined;
    this.#chosen ??= replicasOf(this.#em)?.choose(this.#wanted) ?? Promise.resolve(undefined);
    const replica = await this.#chosen;
    return this.#onPrimary ? undefined : replica;
  }

  /** Switches to the primary. Returns whether the request has read from a replica. */
  async leaveReplica(): Promise<boolean> {
    // Set before waiting, so that running code opens no other snapshot on the replica.
    this.#onPrimary = true;
    return (await this.#chosen) !== undefined;
  }
}
