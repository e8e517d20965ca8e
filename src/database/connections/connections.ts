import pg from 'pg';
import { traceStatements } from '../../kernel/tracing.js';

/**
 * All connections are opened in this file. A broken connection rejects its pending queries; it also emits an error
 * event, which would end the process if there were no listener.
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

/** The pool only listens to errors of idle connections, so a connection in use needs its own listener. */
export function surviveBrokenConnections(pool: pg.Pool): void {
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    traceStatements(client);
  });
}
