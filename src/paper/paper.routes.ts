import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { globalId, keyOf } from '../kernel/values/global-id.js';
import { messageOf, Refused } from '../kernel/errors/refusal.js';
import { recordEvents } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { type ArchiveReport, attachArchive } from './archive/attach-archive.js';
import type { DocumentStore, StoredDocument } from './store/document-store.js';
import { checklistWidths, missingPapers } from './missing-papers.js';
import { beginningOf, detectByBeginning } from './store/media-types.js';
import { withZip } from './archive/open-archive.js';
import { largestFile, type ReceivedFile, type UploadFolder } from '../upload/upload-folder.js';
import { largestDocument } from './store/paper-limits.js';
import { uploadedDocumentById } from './paper.loader.js';
import { uploadDocument } from './store/upload-document.js';
import { letContinue } from '../http/continue.js';
import { refusedRoute, RouteRefused } from '../kernel/errors/route-refused.js';
import { writeSheet } from '../spreadsheet/write-sheet.js';
import type { Spool } from '../http/spool.js';
import type { ContextFactory } from '../http/request-context.js';
import { contextOf, onlyFor } from '../http/route-access.js';
import { megabytes } from '../http/limits/upload-bounds.js';

const uploading = onlyFor({
  what: 'Uploading papers',
  roles: [Role.INSURER],
  scopes: [Scope.WRITE],
  takes: { files: 20_000, bytes: megabytes(20_480), largest: largestFile },
});
const checking = onlyFor({ what: 'Reading the list of missing papers', roles: [Role.INSURER], scopes: [Scope.READ] });
const reading = onlyFor({ what: 'Reading papers', roles: [Role.INSURER, ...staff], scopes: [Scope.READ] });

/**
 * Serves `POST /upload/documents`: a paper as the raw body or from a browser form, for an INSURER; returns the id for
 * `attachDocument`. The papers of a ZIP are attached by their names, and the answer is a report. The type is detected
 * from the content; Content-Type and name are ignored.
 */
export function documentUploadRoute(app: FastifyInstance, store: DocumentStore, folder: UploadFolder): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    await scope.register(multipart, { limits: { files: 1, fileSize: largestFile + 1, fields: 10 } });
    scope.addContentTypeParser('*', (_, body, done) => done(null, body));
    scope.post('/upload/documents', { bodyLimit: largestFile * 2, ...uploading }, async (request, reply) => {
      const context = contextOf(request);
      letContinue(reply);
      try {
        const file = await folder.receive(await bodyOf(request), `paper-${randomUUID()}`);
        try {
          const answer = await takePaper(context, store, file);
          return await reply.code('id' in answer ? 201 : 200).send(answer);
        } finally {
          await folder.discard(file);
        }
      } catch (error) {
        throw error instanceof Refused ? refusedRoute(error, context.language) : error;
      }
    });
  });
}

async function bodyOf(request: FastifyRequest): Promise<Readable> {
  if (request.isMultipart()) {
    const part = await request.file();
    if (part) return part.file;
  }
  if (request.body instanceof Readable) return request.body;
  throw new RouteRefused(415, 'The body has to be a PDF, OFD, JPEG or PNG, or a ZIP of them');
}

/**
 * Receives a file. A ZIP is one paper (OFD) or an archive of papers; any other file must be a paper of an accepted
 * type.
 */
async function takePaper(context: Context, store: DocumentStore, file: ReceivedFile) {
  const detected = await beginningOfFile(file.path);
  if (detected === 'ZIP') {
    return withZip(file.path, async ({ isOfd, papers }) => {
      if (!isOfd) return reportOf(context, await attachArchive(context, store, papers));
      requireSize(file);
      return answerOf(context, await store.keep({ ...file, mediaType: 'application/ofd' }));
    });
  }
  requireSize(file);
  if (!detected) throw new RouteRefused(415, 'The body has to be a PDF, OFD, JPEG or PNG; detected from its content');
  return answerOf(context, await store.keep({ ...file, mediaType: detected }));
}

function requireSize({ size }: ReceivedFile): void {
  if (size > largestDocument) throw new RouteRefused(413, `A paper has at most ${largestDocument / 1024 ** 2} MB`);
}

async function answerOf(context: Context, stored: StoredDocument) {
  return { id: globalId('UploadedDocument', await uploadDocument(context, stored)), ...stored };
}

async function beginningOfFile(file: string): Promise<string | undefined> {
  const handle = await fs.open(file);
  const { buffer } = await handle.read(Buffer.alloc(beginningOf), 0, beginningOf, 0).finally(() => handle.close());
  return detectByBeginning(buffer);
}

function reportOf({ language }: Context, { matched, unmatched }: ArchiveReport) {
  return {
    matched: matched.map(({ policyId, documentId, ...rest }) => ({
      ...rest,
      policy: globalId('Policy', policyId),
      document: globalId('UploadedDocument', documentId),
    })),
    unmatched: unmatched.map(({ file, refusal }) => ({
      file,
      code: refusal.code,
      message: messageOf(refusal, language),
    })),
  };
}

/** Serves `GET /documents/:id`: a paper, for its institution and the offices. Each reading is in the event log. */
export function documentDownloadRoute(app: FastifyInstance, contexts: ContextFactory, store: DocumentStore): void {
  app.get<{ Params: { id: string } }>('/documents/:id', reading, async (request, reply) => {
    const context = contextOf(request);
    const key = keyOf('UploadedDocument', request.params.id);
    const document = key ? await uploadedDocumentById(context, key) : null;
    await context.db.end();
    const bytes = document && (await store.read(document.sha256));
    // A hidden paper and a missing one get the same answer.
    if (!document || !bytes) throw new RouteRefused(404, 'There is no such paper that you may see');
    await noteReading(contexts.ofSystem(), context, document.id);
    const extension =
      { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' }[document.mediaType] ?? 'ofd';
    return reply
      .type(document.mediaType)
      .header('content-length', document.size)
      .header('content-disposition', `attachment; filename="${document.sha256.slice(0, 16)}.${extension}"`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(bytes);
  });
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * Serves `GET /missing-papers.xlsx?programme=…`: a checklist of the papers that the policies of an institution still
 * lack.
 */
export function missingPapersRoute(app: FastifyInstance, spool: Spool): void {
  app.get<{ Querystring: { programme?: string } }>('/missing-papers.xlsx', checking, async (request, reply) => {
    const { programme } = request.query;
    if (typeof programme !== 'string' || programme === '') {
      throw new RouteRefused(400, 'Say of which programme: ?programme=<code>');
    }
    const context = contextOf(request);
    reply.type(xlsxType).headers({
      'content-disposition': 'attachment; filename="missing-papers.xlsx"',
      'cache-control': 'private, no-store',
    });
    return spool.send(reply, context, () => writeSheet('尚缺材料', checklistWidths, missingPapers(context, programme)));
  });
}

/** Records the reading as SYSTEM, because an auditor may not write. */
async function noteReading(system: Context, { viewer, clock }: Context, documentId: string): Promise<void> {
  await system.db.write((em) =>
    recordEvents(
      em,
      { viewer, clock },
      'DOCUMENT_DOWNLOADED',
      'UploadedDocument',
      sql`
      select id as subject_id, null::uuid as programme_id, institution_id, null::uuid as enterprise_id,
        jsonb_build_object('sha256', sha256, 'role', ${viewer.role}::text) as data
      from uploaded_document where id = ${documentId}::uuid`,
    ),
  );
}
