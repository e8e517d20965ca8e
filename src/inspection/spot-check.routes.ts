import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { keyOf } from '../kernel/global-id.js';
import { Role, staff } from '../access/role.js';
import { spotCheckById } from './inspection.loader.js';
import { populationFile } from './population-file.js';
import { RouteRefused } from '../kernel/route-refused.js';
import { Scope } from '../access/scope.js';
import { contextOf, onlyFor } from '../http/route-access.js';

const reading = onlyFor({ what: 'Reading a population', roles: [Role.INSURER, ...staff], scopes: [Scope.READ] });

/** `GET /spot-checks/:id/population.csv`: what a sample was drawn from, for offices, and for an institution its part. */
export function spotCheckRoutes(app: FastifyInstance): void {
  app.get<{ Params: { id: string } }>('/spot-checks/:id/population.csv', reading, async (request, reply) => {
    const context = contextOf(request);
    const key = keyOf('SpotCheck', request.params.id);
    const spotCheck = key ? await spotCheckById(context, key) : null;
    if (!key || !spotCheck) {
      await context.db.end();
      throw new RouteRefused(404, 'There is no such spot check that you may see');
    }
    const file = Readable.from(populationFile(context, key));
    file.once('close', () => void context.db.end());
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="population-${spotCheck.number}.csv"`)
      .header('cache-control', 'private, no-store')
      .send(file);
  });
}
