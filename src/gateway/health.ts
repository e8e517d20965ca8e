import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Database } from '../database/database.js';
import type { Lane } from '../database/connections/lane.js';
import { openTo } from '../http/route-access.js';
import type { Drain } from './drain.js';

const forMonitoring = openTo('It reveals nothing but whether the gateway works.', {
  limitedBy: 'nothing: it has to answer always',
});

/** Milliseconds that the readiness check waits for the database. */
const patience = 2_000;

/** `/healthz`: the process is alive. `/readyz`: it can serve, that is, it gets a database connection and an answer. */
export function healthRoutes(app: FastifyInstance, { em, lanes }: Database, drain: Drain): void {
  let asking: Promise<unknown> | undefined;
  let answers = true;
  // Logs once that the database is away and once that it is back, regardless of the number of checks.
  const note = (log: FastifyBaseLogger, error?: unknown) => {
    if (error && answers) log.error({ err: error }, 'The database does not answer');
    if (!error && !answers) log.warn('The database answers again');
    answers = !error;
  };
  // Only one check at a time: it uses one connection, regardless of how many requests come and how long the database
  // takes.
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
