import type { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { keyOf } from '../kernel/values/global-id.js';
import { Refused } from '../kernel/errors/refusal.js';
import { Role } from '../access/role.js';
import type { DocumentStore } from '../paper/store/document-store.js';
import { admitAttachment, attachToObjection, readAttachment } from './filing/attach-to-objection.js';
import { largestAttachment } from './filing/attachment-limits.js';
import { confirmContact } from './filing/contact-challenge.js';
import { refusedRoute, RouteRefused } from '../kernel/errors/route-refused.js';
import type { ContextFactory } from '../http/request-context.js';
import { Scope } from '../access/scope.js';
import { contextOf, onlyFor, openContext, openTo } from '../http/route-access.js';
import { megabytes } from '../http/limits/upload-bounds.js';

const attaching = openTo('Anyone who confirmed a contact may attach papers; nobody needs an account for it.', {
  takes: { files: 200, bytes: megabytes(1_024), largest: largestAttachment },
});
const reading = onlyFor({ what: 'Reading papers of an objection', roles: [Role.SCIENCE], scopes: [Scope.READ] });

interface Upload {
  Params: { challengeId: string };
}

/**
 * Serves `POST /objections/{challengeId}/attachments` with the header `objection-code`: a paper of an objection that
 * will be filed, as the raw body or from a browser form. It needs no account, only the code that confirms the contact.
 * Serves `GET /objection-attachments/{id}`: the paper, only for SCIENCE.
 */
export function objectionAttachmentRoutes(app: FastifyInstance, contexts: ContextFactory, store: DocumentStore): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    await scope.register(multipart, { limits: { files: 1, fileSize: largestAttachment + 1, fields: 10 } });
    scope.addContentTypeParser('*', (_, body, done) => done(null, body));
    const bodyLimit = largestAttachment * 2;
    scope.post<Upload>('/objections/:challengeId/attachments', { bodyLimit, ...attaching }, async (request, reply) => {
      // The refusal is sent before the body was read, so the connection cannot be used again.
      reply.header('connection', 'close');
      const context = await openContext(request, contexts, Scope.WRITE);
      try {
        const contact = await confirmContact(context, request.params.challengeId, codeOf(request));
        await admitAttachment(context, contact);
        const stored = await store.put(await bytesOf(request));
        if (!stored)
          throw new RouteRefused(415, 'The body has to be a PDF, OFD, JPEG or PNG; detected from its content');
        const attachmentCount = await attachToObjection(context, contact, stored);
        return await reply.code(201).send({ ...stored, attachmentCount });
      } catch (error) {
        throw error instanceof Refused ? refusedRoute(error, context.language) : error;
      }
    });
  });
  downloadRoute(app, store);
}

function codeOf({ headers }: FastifyRequest): string {
  const code = headers['objection-code'];
  if (typeof code === 'string') return code;
  throw new RouteRefused(400, 'The header `objection-code` has to hold the code that came by text message');
}

async function bytesOf(request: FastifyRequest): Promise<Buffer> {
  const part = request.isMultipart() ? await request.file() : undefined;
  const body = part?.file ?? (request.body as Readable | undefined);
  if (!body) throw new RouteRefused(400, 'There is no body: send the paper itself, or a form with one file');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestAttachment) {
      throw new RouteRefused(413, `An attachment has at most ${largestAttachment / 1024 ** 2} MB`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function downloadRoute(app: FastifyInstance, store: DocumentStore): void {
  app.get<{ Params: { id: string } }>('/objection-attachments/:id', reading, async (request, reply) => {
    const context = contextOf(request);
    const key = keyOf('ObjectionAttachment', request.params.id);
    const attachment = key ? await readAttachment(context, key) : null;
    const bytes = attachment && (await store.read(attachment.sha256));
    if (!attachment || !bytes) throw new RouteRefused(404, 'There is no such attachment');
    return reply
      .type(attachment.mediaType)
      .header('content-length', attachment.size)
      .header('content-disposition', 'attachment')
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .send(bytes);
  });
}
