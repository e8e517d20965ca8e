import type { FastifyInstance } from 'fastify';
import { Role } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { contextOf, onlyFor } from '../http/route-access.js';
import { megabytes } from '../http/limits/upload-bounds.js';
import { globalId, keyOf } from '../kernel/values/global-id.js';
import { RouteRefused } from '../kernel/errors/route-refused.js';
import { readIdentityPaper, uploadIdentityPaper } from './identity-papers.js';

const largest = megabytes(5);
const uploading = onlyFor({
  what: 'Uploading an identity paper',
  roles: [Role.ENTERPRISE, Role.INSURER],
  scopes: [Scope.MANAGE],
  unbound: true,
  takes: { files: 20, bytes: megabytes(50), largest },
});
const reading = onlyFor({
  what: 'Reading an identity paper',
  roles: [Role.ENTERPRISE, Role.INSURER, Role.PLATFORM],
  scopes: [Scope.READ],
  unbound: true,
});

/**
 * Serves `POST /upload/identity-papers`: a scan as the raw body; returns the id for `requestPersonCheck`.
 * Serves `GET /identity-papers/:id`: the scan, for PLATFORM and the person who uploaded it.
 */
export function identityPaperRoutes(app: FastifyInstance): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largest }, (_, body, done) => done(null, body));
    scope.post<{ Body: Buffer | undefined }>('/upload/identity-papers', uploading, async (request, reply) => {
      const context = contextOf(request);
      const id = request.body ? await uploadIdentityPaper(context, request.body) : undefined;
      if (!id) throw new RouteRefused(415, 'The body has to be a PDF, JPEG or PNG; detected from its content');
      return reply.code(201).send({ id: globalId('IdentityPaper', id) });
    });
    scope.get<{ Params: { id: string } }>('/identity-papers/:id', reading, async (request, reply) => {
      const context = contextOf(request);
      const key = keyOf('IdentityPaper', request.params.id);
      const found = key ? await readIdentityPaper(context, key) : undefined;
      if (!found) throw new RouteRefused(404, 'There is no such identity paper that you may see');
      reply.headers({ 'cache-control': 'no-store', 'content-disposition': 'attachment' });
      return reply.type(found.mediaType).send(found.bytes);
    });
  });
}
