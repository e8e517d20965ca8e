import type { FastifyInstance } from 'fastify';
import type { Context } from '../../access/context.js';
import { Role } from '../../access/role.js';
import { Scope } from '../../access/scope.js';
import { contextOf, onlyFor, openContext, openTo } from '../../http/route-access.js';
import { megabytes } from '../../http/limits/upload-bounds.js';
import { isKnown } from '../../http/representation.js';
import type { ContextFactory } from '../../http/request-context.js';
import { globalId, keyOf } from '../../kernel/values/global-id.js';
import { RouteRefused } from '../../kernel/errors/route-refused.js';
import type { DocumentStore, StoredDocument } from '../../paper/store/document-store.js';
import { largestDocument } from '../../paper/store/paper-limits.js';
import { ProgrammeAttachment } from './programme-attachment.js';

const uploading = onlyFor({
  what: 'Uploading attachments of a notice',
  roles: [Role.SCIENCE, Role.REGULATOR],
  scopes: [Scope.WRITE],
  takes: { files: 100, bytes: megabytes(500), largest: largestDocument },
});
const reading = openTo('What a notice in force names is public; the offices read the others too.');

/**
 * Serves `POST /upload/programme-attachments?fileName=…`: a file of a programme's notice as the raw body; returns the
 * id for `notice.attachments`.
 * Serves `GET /programme-attachments/{id}`: the file, for anybody once its programme is in force.
 */
export function programmeAttachmentRoutes(app: FastifyInstance, contexts: ContextFactory, store: DocumentStore): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestDocument }, (_, body, done) =>
      done(null, body),
    );
    scope.post<{ Body: Buffer | undefined; Querystring: { fileName?: string } }>(
      '/upload/programme-attachments',
      uploading,
      async (request, reply) => {
        const fileName = request.query.fileName?.trim();
        if (!fileName || fileName.length > 200) {
          throw new RouteRefused(400, 'Name the file: ?fileName=…, at most 200 characters');
        }
        const stored = request.body && (await store.put(request.body));
        if (!stored)
          throw new RouteRefused(415, 'The body has to be a PDF, OFD, JPEG or PNG; detected from its content');
        const id = globalId('ProgrammeAttachment', await enter(contextOf(request), fileName, stored));
        return reply.code(201).send({ id, fileName, ...stored });
      },
    );
    scope.get<{ Params: { id: string } }>('/programme-attachments/:id', reading, async (request, reply) => {
      const key = keyOf('ProgrammeAttachment', request.params.id);
      const { db } = await openContext(request, contexts, Scope.READ);
      const file = key ? await db.inSnapshot((em) => em.findOne(ProgrammeAttachment, { id: key })) : null;
      const bytes = file && (await store.read(file.sha256));
      if (!file || !bytes) throw new RouteRefused(404, 'There is no such file that you may see');
      const etag = `"${file.sha256}"`;
      reply
        .header('cache-control', file.published ? 'public, max-age=86400, immutable' : 'private, no-store')
        .header('etag', etag);
      if (isKnown(request, etag)) return reply.code(304).send();
      return reply
        .type(file.mediaType)
        .header('content-length', file.size)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
        .header('x-content-type-options', 'nosniff')
        .send(bytes);
    });
  });
}

function enter(context: Context, fileName: string, { sha256, mediaType, size }: StoredDocument): Promise<string> {
  return context.db.write(async (em) => {
    const [uploadedBy, uploadedAt] = [context.viewer.accountId as string, context.clock.now()];
    const entered = em.create(ProgrammeAttachment, {
      fileName,
      mediaType,
      sha256,
      size,
      uploadedBy,
      uploadedAt,
      published: false,
    });
    await em.flush();
    return entered.id;
  });
}
