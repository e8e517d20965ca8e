import type { FastifyInstance } from 'fastify';
import { globalId } from '../common/global-id.js';
import { Refused } from '../common/refusal.js';
import { Role } from '../identity/role.js';
import type { DocumentStore } from '../policy/document-store.js';
import { uploadDocument } from '../policy/upload-document.js';
import { refusedRoute, RouteRefused } from './errors.js';
import type { ContextFactory } from './request-context.js';

const largestDocument = 20 * 1024 * 1024;

/**
 * `POST /upload/documents`: a paper as the raw body, for an INSURER. Answers the id that `attachDocument` takes.
 * The type is told from the content, whatever Content-Type or name say.
 */
export function documentUploadRoute(app: FastifyInstance, contexts: ContextFactory, store: DocumentStore): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestDocument }, (_, body, done) =>
      done(null, body),
    );
    scope.post<{ Body: Buffer | undefined }>('/upload/documents', async (request, reply) => {
      const context = await contexts.ofRequest(request);
      if (context.viewer.role !== Role.INSURER) {
        throw context.viewer.role === Role.PUBLIC
          ? new RouteRefused(401, 'Uploading papers needs a token of INSURER')
          : new RouteRefused(403, `Uploading papers is for INSURER; this token is for ${context.viewer.role}`);
      }
      const stored = request.body ? await store.put(request.body) : undefined;
      if (!stored) throw new RouteRefused(415, 'The body has to be a PDF, OFD, JPEG or PNG; told from its content');
      const id = await uploadDocument(context, stored).catch((error: unknown) => {
        throw error instanceof Refused ? refusedRoute(error, context.language) : error;
      });
      return reply.code(201).send({ id: globalId('UploadedDocument', id), ...stored });
    });
  });
}
