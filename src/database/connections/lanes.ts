import type { EntityManager } from '@mikro-orm/postgresql';
import { Lane } from './lane.js';

/**
 * The kinds of work that share the connections of a gateway. None of them can take the connections of another, and none
 * waits for itself: what a request has to write as the gateway while it holds its own connection uses `beside`.
 */
export interface Lanes {
  /** Requests of clients: at most one connection for each request. */
  requests: Lane;
  /** What followers of events wait for. */
  followers: Lane;
  /** Jobs and caches. */
  background: Lane;
  /** Short work as the gateway itself, also of a request or job that holds a connection. */
  beside: Lane;
}

export type LaneName = keyof Lanes;

/** Milliseconds that a request waits for a connection before it is refused. */
const longestWait = 5_000;
/** For each connection of requests so many may wait: more of them would not be served in time. */
const waitingForEach = 16;

/** The lanes for this many connections of requests; the other kinds of work have a few connections beside them. */
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

/** The readiness probe asks for a connection beside all lanes. */
const probes = 1;

/** The connections of all lanes together. */
export function connectionsOf(lanes: Lanes): number {
  return Object.values(lanes).reduce((sum: number, lane: Lane) => sum + lane.size, probes);
}

const lanesByDatabase = new WeakMap<object, Lanes>();

/** Called once for each database that is opened. */
export function assignLanes(em: EntityManager, lanes: Lanes): void {
  lanesByDatabase.set(em.config, lanes);
}

/** The lanes of the database that this manager, or the one it was forked from, was opened for. */
export function lanesOf(em: EntityManager): Lanes {
  const lanes = lanesByDatabase.get(em.config);
  if (!lanes) throw new Error('This database was opened without lanes; open it with connectGateway');
  return lanes;
}
