import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ErrorPolicy } from '../submission/submission.js';
import { type FileFormat, mediaTypes } from './release/write-treasury-files.js';
import { readBankResults } from './results/read-bank-results.js';
import { recordPaymentResults } from './results/record-payment-results.js';
import { readPaymentFile } from './release/release-payment.js';
import { keyOf } from '../kernel/values/global-id.js';
import { type Refusal, Refused } from '../kernel/errors/refusal.js';
import { userErrorOf } from '../kernel/errors/user-error.js';
import { readingNumbers } from '../bank-account/bank-account.js';
import { Role } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { RouteRefused } from '../kernel/errors/route-refused.js';
import { contextOf, onlyFor } from '../http/route-access.js';
import { costOfTable, megabytes } from '../http/limits/upload-bounds.js';
import { readQuery } from '../http/read-query.js';

const reading = onlyFor({
  what: 'Reading a payment file',
  roles: readingNumbers.offices,
  scopes: readingNumbers.scopes,
});
const largestResults = megabytes(20);
const recording = onlyFor({
  what: 'Recording payment results',
  roles: [Role.FINANCE],
  scopes: [Scope.WRITE],
  takes: { files: 500, bytes: megabytes(1_024), largest: largestResults, cost: costOfTable },
});

const ResultsQuery = z.object({ errorPolicy: z.enum(ErrorPolicy).default(ErrorPolicy.REJECT_ALL) });

/** Serves the treasury's files and receives the bank's results; both only for FINANCE. */
export function paymentRoutes(app: FastifyInstance): void {
  app.get('/payment-batches/:id/file.:format', reading, sendFile);
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestResults }, (_, body, done) =>
      done(null, body),
    );
    scope.post('/payment-batches/:id/results', recording, takeResults);
  });
}

async function sendFile(
  request: FastifyRequest<{ Params: { id: string; format: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { id, format } = request.params;
  const key = keyOf('PaymentBatch', id);
  const bytes = key ? await readPaymentFile(contextOf(request), key, format) : undefined;
  if (!bytes) throw new RouteRefused(404, 'There is no such file; the batch has to be released first');
  return reply
    .type(mediaTypes[format as FileFormat])
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="payment-batch.${format}"`)
    .send(bytes);
}

async function takeResults(
  request: FastifyRequest<{ Params: { id: string }; Body: Buffer | undefined }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const context = contextOf(request);
  const { errorPolicy } = readQuery(ResultsQuery, request.query);
  const batchId = keyOf('PaymentBatch', request.params.id);
  const errorsOf = (refusals: Refusal[]) => refusals.map((refusal) => userErrorOf(refusal, context.language));
  try {
    const results = await readBankResults(request.body ?? Buffer.alloc(0));
    const recorded = await recordPaymentResults(context, { batchId, results, errorPolicy });
    const { refusals, batchId: _, ...counts } = recorded;
    return await reply.send({ ...counts, userErrors: errorsOf(refusals) });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return reply.code(422).send({ recordedCount: 0, repeatedCount: 0, userErrors: errorsOf(error.refusals) });
  }
}
