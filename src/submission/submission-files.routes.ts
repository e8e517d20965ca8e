import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { keyOf } from '../kernel/values/global-id.js';
import { Role, staff } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { notedRows, widthsOf } from './intake/noted-rows.js';
import { writeTemplate } from './intake/template.js';
import { writeCsv, writeSheet } from '../spreadsheet/write-sheet.js';
import { submissionById } from './submission.loader.js';
import { Programme } from '../programme/programme.js';
import { Product } from '../programme/catalogue/product.js';
import { RouteRefused } from '../kernel/errors/route-refused.js';
import type { ContextFactory } from '../http/request-context.js';
import { contextOf, onlyFor, openContext, openTo } from '../http/route-access.js';
import type { Spool } from '../http/spool.js';
import { findRulesInForce } from '../programme/rules-in-force.js';

const reading = onlyFor({ what: 'Reading failed rows', roles: [Role.INSURER, ...staff], scopes: [Scope.READ] });
const template = openTo('The programmes are public, and so is what they ask for.');

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * Serves `GET /template/policies.xlsx?programme=…` without a token, because programmes and their templates are public.
 */
export function templateRoute(app: FastifyInstance, contexts: ContextFactory): void {
  app.get<{ Querystring: { programme?: string } }>('/template/policies.xlsx', template, async (request, reply) => {
    const context = await openContext(request, contexts, Scope.READ);
    try {
      const em = await context.db.read();
      const code = request.query.programme;
      const [programme] = await em.find(Programme, code ? { code } : {}, {
        orderBy: { policyPushUntil: 'desc', id: 'desc' },
        limit: 1,
      });
      if (!programme) throw new RouteRefused(404, `There is no programme ${code ?? ''}`);
      const rules = await findRulesInForce(em, programme.id);
      const products = await em.find(Product, { rulesId: rules.id }, { orderBy: { position: 'asc' } });
      await context.db.end();
      const workbook = await writeTemplate(programme, products);
      return await attached(reply, xlsxType, `policies-${programme.code}.xlsx`).send(Buffer.from(workbook));
    } finally {
      await context.db.end();
    }
  });
}

/**
 * Serves `GET /submissions/:id/failed-rows.xlsx` and `.csv`: failed rows, ready to be corrected and sent again.
 * Serves `GET /submissions/:id/results.xlsx` and `.csv`: also accepted rows with warnings, which should be checked.
 */
export function submissionRowFiles(app: FastifyInstance, spool: Spool): void {
  for (const kind of ['failed-rows', 'results'] as const) {
    for (const format of ['xlsx', 'csv'] as const) {
      app.get<{ Params: { id: string } }>(`/submissions/:id/${kind}.${format}`, reading, async (request, reply) => {
        const context = contextOf(request);
        const key = keyOf('Submission', request.params.id);
        const submission = key ? await submissionById(context, key) : null;
        await context.db.end();
        if (!submission) throw new RouteRefused(404, 'There is no such submission of yours');
        const type = format === 'csv' ? 'text/csv; charset=utf-8' : xlsxType;
        return spool.send(attached(reply, type, `${kind}.${format}`), context, () => {
          const rows = notedRows(context, submission, kind);
          return format === 'csv'
            ? Readable.from(writeCsv(rows))
            : writeSheet('保单', widthsOf(submission, kind), rows);
        });
      });
    }
  }
}

function attached(reply: FastifyReply, type: string, name: string): FastifyReply {
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'private, no-store');
}
