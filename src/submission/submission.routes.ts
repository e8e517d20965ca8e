import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findUnwritableInLine } from '../kernel/text/text.js';
import { globalId } from '../kernel/values/global-id.js';
import { Refused } from '../kernel/errors/refusal.js';
import { z } from 'zod';
import { Role } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { admitFile, type FileSubmission, type Receiving, submitFile } from './intake/submit-file.js';
import type { FileWork } from '../upload/file-runner.js';
import { largestFile } from '../upload/upload-folder.js';
import { ErrorPolicy } from './submission.js';
import { letContinue } from '../http/continue.js';
import { refusedRoute } from '../kernel/errors/route-refused.js';
import { contextOf, onlyFor } from '../http/route-access.js';
import { costOfTable, megabytes } from '../http/limits/upload-bounds.js';
import { readQuery } from '../http/read-query.js';
import { fileOf } from '../upload/file-of-request.js';

const pushing = onlyFor({
  what: 'Uploading policies',
  roles: [Role.INSURER],
  scopes: [Scope.WRITE],
  takes: { files: 1_000, bytes: megabytes(5_120), largest: largestFile, cost: costOfTable },
});

/** A text of the address that can be stored. */
const line = z
  .string()
  .refine((text) => findUnwritableInLine(text) === undefined, 'holds a character that cannot be kept');

const Query = z.object({
  programme: line.min(1).max(64),
  errorPolicy: z.enum(ErrorPolicy).default(ErrorPolicy.REJECT_FAILED_ROWS),
  dryRun: z.enum(['true', 'false']).default('false'),
  idempotencyKey: line.min(1).max(200).optional(),
  fileName: line.max(200).optional(),
});

/**
 * Serves `POST /upload/policies?programme=…&errorPolicy=…&dryRun=…`: a file of policies as the raw body or from a
 * browser form, for an INSURER. Answers 202 with the submission as soon as the file is stored in the database.
 */
export function policyUploadRoute(app: FastifyInstance, receiving: Receiving, runner: FileWork): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    await scope.register(multipart, { limits: { files: 1, fileSize: largestFile + 1, fields: 10 } });
    scope.addContentTypeParser('*', (_, body, done) => done(null, body));
    // The receiver counts the bytes and refuses with the limit; Fastify's own limit is only raised above that.
    scope.post('/upload/policies', { bodyLimit: largestFile * 2, ...pushing }, async (request, reply) => {
      const context = contextOf(request);
      const query = readQuery(Query, request.query);
      try {
        await admitFile(context, query.programme);
        receiving.uploads.expect();
        runner.expect();
        letContinue(reply);
        const { body, name } = await fileOf(request);
        const submission = await submitFile(
          context,
          receiving,
          {
            programme: query.programme,
            errorPolicy: query.errorPolicy,
            dryRun: query.dryRun === 'true',
            idempotencyKey: headerOf(request, 'idempotency-key') ?? query.idempotencyKey ?? null,
            fileName: query.fileName ?? name,
          },
          body,
        );
        runner.wake();
        return await reply.code(202).send(answerOf(submission));
      } catch (error) {
        throw error instanceof Refused ? refusedRoute(error, context.language) : error;
      }
    });
  });
}

function headerOf({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined;
}

function answerOf({ id, status, repeated }: FileSubmission) {
  const submission = globalId('Submission', id);
  return {
    id: submission,
    status,
    repeated,
    failedRows: {
      xlsx: `/submissions/${submission}/failed-rows.xlsx`,
      csv: `/submissions/${submission}/failed-rows.csv`,
    },
  };
}
