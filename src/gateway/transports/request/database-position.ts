import type { FastifyRequest } from 'fastify';
import type { Wanted } from '../../../database/replicas/replicas.js';

/** In the answer to a mutation: how far the database has come with it. In a query: how far it has to have come. */
export const positionHeader = 'x-database-position';

/** What a query wants to see: as far as its client knows, or else everything that is committed by now. */
export function wantedBy({ headers }: FastifyRequest): Wanted {
  const given = headers[positionHeader];
  return typeof given === 'string' && /^\d{1,19}$/.test(given) ? { position: BigInt(given) } : {};
}
