import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyBaseLogger } from 'fastify';
import type pg from 'pg';
import { PrimaryPosition } from './primary-position.js';
import { Replica } from './replica.js';

export interface ReplicaSettings {
  /** URLs with the gateway's own role. */
  urls: string[];
  /** Maximum number of connections to each replica. */
  size: number;
  /** Milliseconds: maximum lag of a replica, and maximum time that a read waits for a replica. */
  longestLag: number;
}

/** What a read must see. */
export interface Wanted {
  /** The position of the primary that the reader knows; if absent, everything that is committed now. */
  position?: bigint | undefined;
  /** Whether the replica's data is good enough while the primary does not answer. */
  orOlder?: boolean | undefined;
}

/**
 * Distributes reads over replicas. A read sees everything that was committed before the request, through any gateway:
 * the primary returns its position, and a replica is used once it has reached that position.
 */
export class Replicas {
  readonly #settings: ReplicaSettings;
  readonly #primary: PrimaryPosition;
  #replicas: Replica[] = [];
  #turn = 0;
  /** Number of reads for each server. */
  readonly reads = new Map<string, number>();

  constructor(primaryUrl: string, settings: ReplicaSettings) {
    this.#primary = new PrimaryPosition(primaryUrl);
    this.#settings = settings;
  }

  get all(): readonly Replica[] {
    return this.#replicas;
  }

  async start(em: EntityManager, log: FastifyBaseLogger): Promise<void> {
    const { types } = ((await em.getConnection().getNativeClient()) as pg.Pool).options;
    const { urls, size, longestLag } = this.#settings;
    const askPrimary = () => this.#primary.ask();
    const primarySystem = () => this.#primary.system();
    this.#replicas = urls.map((url) => new Replica({ url, types, size, longestLag, askPrimary, primarySystem, log }));
    for (const replica of this.#replicas) replica.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#replicas.map((replica) => replica.stop()));
    await this.#primary.end();
  }

  /** Returns a position that includes everything that is committed now; undefined if the primary does not answer. */
  async position(): Promise<bigint | undefined> {
    return this.#primary.ask().catch(() => undefined);
  }

  /** Returns a replica that has the wanted data; undefined if only the primary has it. */
  async choose({ position, orOlder = false }: Wanted): Promise<Replica | undefined> {
    const chosen = this.#usable().length > 0 ? await this.#find(position, orOlder) : undefined;
    const name = chosen?.name ?? 'primary';
    this.reads.set(name, (this.reads.get(name) ?? 0) + 1);
    return chosen;
  }

  async #find(known: bigint | undefined, orOlder: boolean): Promise<Replica | undefined> {
    const position = known ?? (await this.position());
    // Round robin; replicas that are already far enough come first.
    const usable = this.#usable();
    if (position === undefined) return orOlder ? mostRecent(usable) : undefined;
    const ready = usable.find((replica) => replica.replayed >= position);
    if (ready) return ready;
    const [next] = usable;
    return (await next?.reaches(position, this.#settings.longestLag)) ? next : undefined;
  }

  #usable(): Replica[] {
    const usable = this.#replicas.filter(({ isUsable }) => isUsable);
    this.#turn = (this.#turn + 1) % Math.max(1, usable.length);
    return [...usable.slice(this.#turn), ...usable.slice(0, this.#turn)];
  }
}

/**
 * Returns the most recent replica, so that successive reads do not go back in time unless replicas overtake each other.
 */
function mostRecent(replicas: Replica[]): Replica | undefined {
  return replicas.toSorted((one, other) => (one.replayed < other.replayed ? 1 : -1))[0];
}

const replicasByDatabase = new WeakMap<object, Replicas>();

/** Sets the replicas of a database; called once. */
export function assignReplicas(em: EntityManager, replicas: Replicas): void {
  replicasByDatabase.set(em.config, replicas);
}

export function replicasOf(em: EntityManager): Replicas | undefined {
  return replicasByDatabase.get(em.config);
}
