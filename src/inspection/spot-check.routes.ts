import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { keyOf } from '../kernel/values/global-id.js';
import { Role, staff } from '../access/role.js';
import { spotCheckById } from './inspection.loader.js';
import { populationFile } from './draw/population-file.js';
import { RouteRefused } from '../kernel/errors/route-refused.js';
import { Scope } from '../access/scope.js';
import type { Spool } from '../http/spool.js';
import { contextOf, onlyFor } from '../http/route-access.js';

const reading = onlyFor({ what: 'Reading a population', roles: [Role.INSURER, ...staff], scopes: [Scope.READ] });

/**
 * Serves `GET /spot-checks/:id/population.csv`: the population of a sample for offices, and for an institution its
 * part.
 */
export function spotCheckRoutes(app: FastifyInstance, spool: Spool): void {
  app.get<{ Params: { id: string } }>('/spot-checks/:id/population.csv', reading, async (request, reply) => {
    const context = contextOf(request);
    const key = keyOf('SpotCheck', request.params.id);
    const spotCheck = key ? await spotCheckById(context, key) : null;
    await context.db.end();
    if (!key || !spotCheck) throw new RouteRefused(404, 'There is no such spot check that you may see');
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="population-${spotCheck.number}.csv"`)
      .header('cache-control', 'private, no-store');
    return spool.send(reply, context, () => Readable.from(populationFile(context, key)));
  });
}
