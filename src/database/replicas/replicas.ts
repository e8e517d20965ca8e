import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyBaseLogger } from 'fastify';
import type pg from 'pg';
import { PrimaryPosition } from './primary-position.js';
import { Replica } from './replica.js';

export interface ReplicaSettings {
  /** As the gateway's own role. */
  urls: string[];
  /** The most connections to each. */
  size: number;
  /** Milliseconds that a replica may be behind, and that a reader waits for one. */
  longestLag: number;
}

/** What a reader has to see. */
export interface Wanted {
  /** A position of the primary that the reader knows of; where absent, everything that is committed by now. */
  position?: bigint | undefined;
  /** While the primary does not answer, what a replica has is good enough. */
  orOlder?: boolean | undefined;
}

/**
 * The servers that readers are sent to. A reader sees everything that was committed before it asked, through whichever
 * gateway: the primary says how far it has come, and a replica is read from as soon as it has come as far.
 */
export class Replicas {
  readonly #settings: ReplicaSettings;
  readonly #primary: PrimaryPosition;
  #replicas: Replica[] = [];
  #turn = 0;
  /** Reads that were sent to each server. */
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

  /** A position that includes everything that is committed now; undefined where the primary does not answer. */
  async position(): Promise<bigint | undefined> {
    return this.#primary.ask().catch(() => undefined);
  }

  /** A replica that has what the reader wants; undefined where only the primary has it. */
  async choose({ position, orOlder = false }: Wanted): Promise<Replica | undefined> {
    const chosen = this.#usable().length > 0 ? await this.#find(position, orOlder) : undefined;
    const name = chosen?.name ?? 'primary';
    this.reads.set(name, (this.reads.get(name) ?? 0) + 1);
    return chosen;
  }

  async #find(known: bigint | undefined, orOlder: boolean): Promise<Replica | undefined> {
    const position = known ?? (await this.position());
    // In turn, and first those that need not be waited for.
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

/** Nobody goes back in time from one read to the next, as long as replicas do not overtake each other. */
function mostRecent(replicas: Replica[]): Replica | undefined {
  return replicas.toSorted((one, other) => (one.replayed < other.replayed ? 1 : -1))[0];
}

const replicasByDatabase = new WeakMap<object, Replicas>();

/** Called once for a database that has replicas. */
export function assignReplicas(em: EntityManager, replicas: Replicas): void {
  replicasByDatabase.set(em.config, replicas);
}

export function replicasOf(em: EntityManager): Replicas | undefined {
  return replicasByDatabase.get(em.config);
}
