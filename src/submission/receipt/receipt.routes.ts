import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { Role, staff } from '../../access/role.js';
import { Scope } from '../../access/scope.js';
import { contextOf, onlyFor } from '../../http/route-access.js';
import type { Spool } from '../../http/spool.js';
import { Refused } from '../../kernel/errors/refusal.js';
import { RouteRefused } from '../../kernel/errors/route-refused.js';
import { Unavailable } from '../../kernel/errors/unavailable.js';
import { AskedProcess } from '../../kernel/outside/asked-process.js';
import { keyOf } from '../../kernel/values/global-id.js';
import { refuseFile } from '../../spreadsheet/spreadsheet.refusals.js';
import { submissionById } from '../submission.loader.js';
import { type Receipt, receiptOf } from './receipt.js';

const reading = onlyFor({ what: 'Reading a receipt', roles: [Role.INSURER, ...staff], scopes: [Scope.READ] });
const writer = new URL('./receipt-process.js', import.meta.url);
const limits = { memory: 128, answer: 30_000, all: 30_000 };

/** Serves `GET /submissions/:id/receipt.pdf`: the receipt of a submission for the insurer's archive. */
export function receiptRoute(app: FastifyInstance, spool: Spool): void {
  app.get<{ Params: { id: string } }>('/submissions/:id/receipt.pdf', reading, async (request, reply) => {
    const context = contextOf(request);
    const key = keyOf('Submission', request.params.id);
    const submission = key ? await submissionById(context, key) : null;
    if (!submission) throw new RouteRefused(404, 'There is no such submission of yours');
    const receipt = await receiptOf(context, submission);
    await context.db.end();
    reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="receipt-${receipt.submission}.pdf"`)
      .header('cache-control', 'private, no-store');
    return spool.send(reply, context, async () => Readable.from([await written(receipt)]));
  });
}

/** Runs in another process, because embedding a font keeps a processor busy for a tenth of a second. */
async function written(receipt: Receipt): Promise<Buffer> {
  const process = new AskedProcess<Receipt, { pdf: string }>(writer, limits, (what) =>
    refuseFile('FILE_TOO_SLOW', ['file'], { what }),
  );
  try {
    return Buffer.from((await process.ask(receipt)).pdf, 'base64');
  } catch (error) {
    if (error instanceof Refused)
      throw new Unavailable('The receipt could not be written in time; ask for it again', 5, error);
    throw error;
  } finally {
    await process.end();
  }
}
