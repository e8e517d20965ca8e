import type { FastifyInstance } from 'fastify';
import { globalId, keyOf } from '../../kernel/values/global-id.js';
import { Role, staff } from '../../access/role.js';
import type { DocumentStore } from '../../paper/store/document-store.js';
import { largestDocument } from '../../paper/store/paper-limits.js';
import { enterOpinionPaper, readOpinionPaper } from './opinion-paper.js';
import { RouteRefused } from '../../kernel/errors/route-refused.js';
import { Scope } from '../../access/scope.js';
import { contextOf, onlyFor } from '../../http/route-access.js';
import { megabytes } from '../../http/limits/upload-bounds.js';

const uploading = onlyFor({
  what: 'Uploading an opinion',
  roles: [Role.REGULATOR],
  scopes: [Scope.WRITE],
  takes: { files: 100, bytes: megabytes(500), largest: largestDocument },
});
const reading = onlyFor({ what: 'Reading an opinion', roles: staff, scopes: [Scope.READ] });

/**
 * Serves `POST /upload/opinion-papers`: a paper of the regulator's opinion as the raw body; returns the id for
 * `giveOpinion`.
 * Serves `GET /opinion-papers/:id`: the paper, for the offices.
 */
export function opinionPaperRoutes(app: FastifyInstance, store: DocumentStore): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestDocument }, (_, body, done) =>
      done(null, body),
    );
    scope.post<{ Body: Buffer | undefined }>('/upload/opinion-papers', uploading, async (request, reply) => {
      const context = contextOf(request);
      const stored = request.body && (await store.put(request.body));
      if (!stored) throw new RouteRefused(415, 'The body has to be a PDF, OFD, JPEG or PNG; detected from its content');
      const id = globalId('OpinionPaper', await enterOpinionPaper(context, stored));
      return reply.code(201).send({ id, ...stored });
    });
    scope.get<{ Params: { id: string } }>('/opinion-papers/:id', reading, async (request, reply) => {
      const context = contextOf(request);
      const key = keyOf('OpinionPaper', request.params.id);
      const paper = key ? await readOpinionPaper(context, key) : null;
      const bytes = paper && (await store.read(paper.sha256));
      if (!paper || !bytes) throw new RouteRefused(404, 'There is no such paper that you may see');
      return reply
        .type(paper.mediaType)
        .header('content-length', paper.size)
        .header('content-disposition', 'attachment')
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'private, no-store')
        .send(bytes);
    });
  });
}
