import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/database.js';

/** `/healthz`: the process lives. `/readyz`: it can serve, which takes the database. */
export function healthRoutes(app: FastifyInstance, database: Database): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (request, reply) => {
    try {
      await database.em.fork().getConnection().execute('select 1');
      return { status: 'ready' };
    } catch (error) {
      request.log.error({ err: error }, 'The database does not answer');
      return reply.code(503).send({ status: 'unavailable', waitingFor: 'database' });
    }
  });
}
