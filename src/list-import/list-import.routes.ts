import { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { Role, staff } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { letContinue } from '../http/continue.js';
import { contextOf, onlyFor, openTo } from '../http/route-access.js';
import { costOfTable, megabytes } from '../http/limits/upload-bounds.js';
import type { Spool } from '../http/spool.js';
import { globalId, keyOf } from '../kernel/values/global-id.js';
import { Refused } from '../kernel/errors/refusal.js';
import { RouteRefused, refusedRoute } from '../kernel/errors/route-refused.js';
import type { FileWork } from '../upload/file-runner.js';
import { largestFile, type UploadFolder } from '../upload/upload-folder.js';
import type { UploadSpool } from '../upload/upload-spool.js';
import { writeCsv, writeSheet } from '../spreadsheet/write-sheet.js';
import { failedListRows, templateRows, widthOf } from './check/failed-list-rows.js';
import { ListKind, ListMode } from './list-import.js';
import { listImportById } from './list-import.loader.js';
import { receiveList, requireFitList } from './receive-list.js';
import { readQuery } from '../http/read-query.js';
import { fileOf } from '../upload/file-of-request.js';

const uploading = onlyFor({
  what: 'Uploading lists',
  roles: [Role.PLATFORM],
  scopes: [Scope.WRITE],
  takes: { files: 500, bytes: megabytes(5_120), largest: largestFile, cost: costOfTable },
});
const reading = onlyFor({ what: 'Reading failed rows of lists', roles: staff, scopes: [Scope.READ] });

const Query = z.object({
  kind: z.enum(ListKind),
  mode: z.enum(ListMode).default(ListMode.ADD),
  source: z.string().max(200),
  listDate: z.string().max(10),
  idempotencyKey: z.string().min(1).max(200).optional(),
  fileName: z.string().max(200).optional(),
});

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * Serves `POST /upload/lists?kind=…&source=…&listDate=…&mode=…`: a list as the raw body or from a browser form, for
 * PLATFORM. Answers 202 with the import as soon as the file is stored.
 */
export function listUploadRoute(
  app: FastifyInstance,
  receiving: { folder: UploadFolder; uploads: UploadSpool },
  runner: FileWork,
): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    await scope.register(multipart, { limits: { files: 1, fileSize: largestFile + 1, fields: 10 } });
    scope.addContentTypeParser('*', (_, body, done) => done(null, body));
    scope.post('/upload/lists', { bodyLimit: largestFile * 2, ...uploading }, async (request, reply) => {
      reply.header('connection', 'close');
      const context = contextOf(request);
      const { idempotencyKey, fileName, ...query } = readQuery(Query, request.query);
      const header = request.headers['idempotency-key'];
      const key = typeof header === 'string' ? header.slice(0, 200) : (idempotencyKey ?? null);
      try {
        requireFitList(context, { ...query, idempotencyKey: key });
        receiving.uploads.expect();
        runner.expect();
        letContinue(reply);
        const { body, name } = await fileOf(request);
        const input = { ...query, idempotencyKey: key, fileName: fileName ?? name };
        const list = await receiveList(context, receiving, input, body);
        runner.wake();
        const id = globalId('ListImport', list.id);
        const failedRows = { xlsx: `/lists/${id}/failed-rows.xlsx`, csv: `/lists/${id}/failed-rows.csv` };
        return await reply.code(202).send({ id, status: list.status, repeated: list.repeated, failedRows });
      } catch (error) {
        throw error instanceof Refused ? refusedRoute(error, context.language) : error;
      }
    });
  });
}

/** Serves `GET /lists/:id/failed-rows.xlsx` and `.csv`: rows with errors and what to correct. Templates are public. */
export function listFileRoutes(app: FastifyInstance, spool: Spool): void {
  for (const format of ['xlsx', 'csv'] as const) {
    app.get<{ Params: { id: string } }>(`/lists/:id/failed-rows.${format}`, reading, async (request, reply) => {
      const context = contextOf(request);
      const key = keyOf('ListImport', request.params.id);
      const list = key ? await listImportById(context, key) : null;
      await context.db.end();
      if (!list) throw new RouteRefused(404, 'There is no such import that you may see');
      const widths = [...(list.headings ?? []).map(() => 20), 12, 80];
      return spool.send(attached(reply, format, 'failed-rows'), context, () => {
        const rows = failedListRows(context, list);
        return format === 'csv' ? Readable.from(writeCsv(rows)) : writeSheet('名单', widths, rows);
      });
    });
  }
  for (const [name, kind] of [
    ['company-register', ListKind.COMPANY_REGISTER],
    ['qualifications', ListKind.QUALIFICATIONS],
  ] as const) {
    app.get(`/template/${name}.xlsx`, openTo('The columns of a list are no secret.'), async (_, reply) => {
      const { sheetName, columns } = templateRows(kind);
      const file = writeSheet(sheetName, columns.map(widthOf), headingRow(columns));
      return attached(reply, 'xlsx', name).send(file);
    });
  }
}

async function* headingRow(columns: { heading: string }[]) {
  yield columns.map(({ heading }) => ({ text: heading, style: 'heading' as const }));
}

function attached(reply: FastifyReply, format: 'xlsx' | 'csv', name: string): FastifyReply {
  return reply
    .type(format === 'csv' ? 'text/csv; charset=utf-8' : xlsxType)
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .header('cache-control', 'private, no-store');
}
