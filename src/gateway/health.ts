import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Database } from '../database/database.js';
import type { Lane } from '../database/connections/lane.js';
import { openTo } from '../http/route-access.js';
import type { Drain } from './drain.js';

const forMonitoring = openTo('It reveals nothing but whether the gateway works.', {
  limitedBy: 'nothing: it has to answer always',
});

/** Milliseconds within which the database has to answer the probe. */
const patience = 2_000;

/** `/healthz`: the process lives. `/readyz`: it can serve, which takes the database and a free connection to it. */
export function healthRoutes(app: FastifyInstance, { em, lanes }: Database, drain: Drain): void {
  let asking: Promise<unknown> | undefined;
  let answers = true;
  // The log says once that the database is away, and once that it is back, however often it is asked.
  const note = (log: FastifyBaseLogger, error?: unknown) => {
    if (error && answers) log.error({ err: error }, 'The database does not answer');
    if (!error && !answers) log.warn('The database answers again');
    answers = !error;
  };
  // One question at a time: however many ask, and however long the database is silent, it costs one connection.
  const probe = () => {
    asking ??= em
      .fork()
      .execute('select 1')
      .finally(() => (asking = undefined));
    return Promise.race([asking, tooLate()]);
  };
  app.get('/healthz', forMonitoring, () => ({ status: 'ok' }));
  app.get('/readyz', forMonitoring, async (request, reply) => {
    const connections = Object.fromEntries(Object.values(lanes).map(({ name, state }: Lane) => [name, state]));
    if (drain.isDraining) return reply.code(503).send({ status: 'stopping', connections });
    if (lanes.requests.isFull) {
      return reply.code(503).send({ status: 'unavailable', waitingFor: 'connections', connections });
    }
    try {
      await probe();
      note(request.log);
      return { status: 'ready', connections };
    } catch (error) {
      note(request.log, error);
      return reply.code(503).send({ status: 'unavailable', waitingFor: 'database', connections });
    }
  });
}

async function tooLate(): Promise<never> {
  await sleep(patience, undefined, { ref: false });
  throw new Error(`The database did not answer within ${patience} ms`);
}
