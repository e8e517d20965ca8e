import type pg from 'pg';
import { surviveBrokenConnections } from './connections.js';

/**
 * Milliseconds before a dead connection is removed. The code that uses it gets the error first and usually releases it.
 */
const patience = 1_000;

/**
 * Removes dead connections from the pool if nobody releases them. A transaction on a dead connection cannot be rolled
 * back, and Kysely releases a connection only after the rollback, so each one would occupy a place in the pool for
 * ever.
 */
export function freeDeadConnections(pool: pg.Pool): void {
  const inUse = new Set<pg.PoolClient>();
  pool.on('acquire', (client) => inUse.add(client));
  pool.on('release', (_, client) => inUse.delete(client));
  pool.on('connect', (client) =>
    client.once('end', () => setTimeout(() => inUse.has(client) && client.release(true), patience)),
  );
}

/** Adds both protections to a pool that MikroORM opened. */
export function guardPool(pool: pg.Pool): void {
  surviveBrokenConnections(pool);
  freeDeadConnections(pool);
}
