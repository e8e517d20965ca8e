import type { FastifyRequest } from 'fastify';
import type { Wanted } from '../../../database/replicas/replicas.js';

/** In the answer to a mutation: the database position that includes it. In a query: the position to wait for. */
export const positionHeader = 'x-database-position';

/** Returns what a query must see: the position that the client sent, or else everything that is committed now. */
export function wantedBy({ headers }: FastifyRequest): Wanted {
  const given = headers[positionHeader];
  return typeof given === 'string' && /^\d{1,19}$/.test(given) ? { position: BigInt(given) } : {};
}
