import type { EntityManager } from '@mikro-orm/postgresql';
import { Lane } from './lane.js';

/**
 * The kinds of work that share the connections of a gateway. No kind can use the connections of another, and none waits
 * for itself: a request that already has a connection uses `beside` to write as the gateway.
 */
export interface Lanes {
  /** Requests of clients: at most one connection per request. */
  requests: Lane;
  /** Answers to subscribers of events. */
  followers: Lane;
  /** Jobs and caches. */
  background: Lane;
  /** Short work of the gateway itself, even within a request or job that already has a connection. */
  beside: Lane;
}

export type LaneName = keyof Lanes;

/** Milliseconds that a request waits for a connection before it is refused. */
const longestWait = 5_000;
/** Number of requests that may wait per connection: more could not be served in time. */
const waitingForEach = 16;

/** Returns the lanes for this many request connections; the other kinds of work get a few additional connections. */
export function lanesFor(poolSize: number): Lanes {
  const few = Math.max(2, Math.ceil(poolSize / 4));
  const impatient = { longestQueue: poolSize * waitingForEach, longestWait };
  return {
    requests: new Lane({ name: 'requests', size: poolSize, rank: 0, ...impatient }),
    followers: new Lane({ name: 'followers', size: 2, rank: 0 }),
    background: new Lane({ name: 'background', size: few, rank: 0 }),
    beside: new Lane({ name: 'beside', size: few, rank: 1, ...impatient }),
  };
}

/** The readiness probe uses a connection outside of all lanes. */
const probes = 1;

/** Returns the number of connections of all lanes together. */
export function connectionsOf(lanes: Lanes): number {
  return Object.values(lanes).reduce((sum: number, lane: Lane) => sum + lane.size, probes);
}

const lanesByDatabase = new WeakMap<object, Lanes>();

/** Sets the lanes of a database; called once for each database that is opened. */
export function assignLanes(em: EntityManager, lanes: Lanes): void {
  lanesByDatabase.set(em.config, lanes);
}

/** Returns the lanes of the database that this entity manager belongs to. */
export function lanesOf(em: EntityManager): Lanes {
  const lanes = lanesByDatabase.get(em.config);
  if (!lanes) throw new Error('This database was opened without lanes; open it with connectGateway');
  return lanes;
}
