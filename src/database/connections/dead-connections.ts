import type pg from 'pg';
import { surviveBrokenConnections } from './connections.js';

/** The code that holds a connection that died gets the error first, and mostly gives it back then. */
const patience = 1_000;

/**
 * A transaction whose connection died cannot be taken back, and Kysely gives a connection back only after that: each one
 * would cost the pool a place for good. So a dead connection that nobody gave back is taken out of the pool here.
 */
export function freeDeadConnections(pool: pg.Pool): void {
  const inUse = new Set<pg.PoolClient>();
  pool.on('acquire', (client) => inUse.add(client));
  pool.on('release', (_, client) => inUse.delete(client));
  pool.on('connect', (client) =>
    client.once('end', () => setTimeout(() => inUse.has(client) && client.release(true), patience)),
  );
}

/** The same for a pool that MikroORM opened, with a listener for what breaks. */
export function guardPool(pool: pg.Pool): void {
  surviveBrokenConnections(pool);
  freeDeadConnections(pool);
}
