import pg from 'pg';
import { traceStatements } from '../../kernel/tracing.js';

/**
 * The only places that open connections. A connection that breaks rejects the queries that wait; the event beside it
 * would end the process if nobody listened.
 */
export function openClient(config: pg.ClientConfig): pg.Client {
  const client = new pg.Client(config);
  client.on('error', () => undefined);
  return client;
}

export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  surviveBrokenConnections(pool);
  return pool;
}

/** The pool listens to its idle connections only: one that breaks while it is in use needs a listener of its own. */
export function surviveBrokenConnections(pool: pg.Pool): void {
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    traceStatements(client);
  });
}
