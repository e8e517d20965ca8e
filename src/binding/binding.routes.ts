import type { FastifyInstance } from 'fastify';
import { globalId, keyOf } from '../kernel/values/global-id.js';
import { readAuthorisation, uploadAuthorisation } from './authorisation.js';
import { Role } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { RouteRefused } from '../kernel/errors/route-refused.js';
import { contextOf, onlyFor } from '../http/route-access.js';
import { megabytes } from '../http/limits/upload-bounds.js';

const largest = megabytes(5);
const uploading = onlyFor({
  what: 'Uploading an authorisation',
  roles: [Role.ENTERPRISE],
  scopes: [Scope.MANAGE],
  unbound: true,
  takes: { files: 20, bytes: megabytes(50), largest },
});
const reading = onlyFor({
  what: 'Reading an authorisation',
  roles: [Role.ENTERPRISE, Role.PLATFORM],
  scopes: [Scope.READ],
  unbound: true,
});

/**
 * Serves `POST /upload/authorisations`: an agent's signed authorisation as the raw body; returns the id for
 * `bindEnterprise`.
 * Serves `GET /authorisations/:id`: the paper, for PLATFORM and the person who uploaded it.
 */
export function authorisationRoutes(app: FastifyInstance): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largest }, (_, body, done) => done(null, body));
    scope.post<{ Body: Buffer | undefined }>('/upload/authorisations', uploading, async (request, reply) => {
      const context = contextOf(request);
      const id = request.body ? await uploadAuthorisation(context, request.body) : undefined;
      if (!id) throw new RouteRefused(415, 'The body has to be a PDF, JPEG or PNG; detected from its content');
      return reply.code(201).send({ id: globalId('Authorisation', id) });
    });
    scope.get<{ Params: { id: string } }>('/authorisations/:id', reading, async (request, reply) => {
      const context = contextOf(request);
      const key = keyOf('Authorisation', request.params.id);
      const found = key ? await readAuthorisation(context, key) : undefined;
      if (!found) throw new RouteRefused(404, 'There is no such authorisation that you may see');
      reply.headers({ 'cache-control': 'no-store', 'content-disposition': 'attachment' });
      return reply.type(found.mediaType).send(found.bytes);
    });
  });
}
