import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { keepable } from '../kernel/text/text.js';
import { openTo } from '../http/route-access.js';
import type { ContextFactory } from '../http/request-context.js';
import { isSigned } from '../kernel/outside/signed-request.js';
import { RouteRefused } from '../kernel/errors/route-refused.js';
import { recordReports } from './record-reports.js';

const largest = 512 * 1024;
const mostReports = 1_000;

const Reports = z
  .array(
    z.object({
      id: z.uuid(),
      status: z.enum(['DELIVERED', 'FAILED']),
      reason: z
        .string()
        .max(500)
        .transform((text) => keepable(text))
        .nullish(),
      at: z.iso.datetime({ offset: true }),
    }),
  )
  .max(mostReports);

/**
 * Serves `POST /callbacks/sms`: the provider's delivery reports as a JSON array of
 * `{ id, status: DELIVERED | FAILED, reason, at }`, signed by Standard Webhooks with `SMS_CALLBACK_SECRET`. Without
 * that setting the route does not exist.
 */
export function smsCallbackRoute(app: FastifyInstance, contexts: ContextFactory, secret: string | undefined): void {
  if (!secret) return;
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: largest }, (_, body, done) => done(null, body));
    scope.post<{ Body: string | undefined }>(
      '/callbacks/sms',
      openTo('the provider of text messages, by its signature', {
        takes: { keepsNothing: 'Reports on messages of ours are noted with these.' },
      }),
      async (request, reply) => {
        const body = request.body ?? '';
        if (!isSigned(request.headers, body, secret))
          throw new RouteRefused(401, 'The signature does not fit, or is too old');
        const reports = readReports(body);
        const context = contexts.ofSystem();
        const recorded = await context.db
          .write((em) =>
            recordReports(
              em,
              context,
              reports.map(({ id, status, reason, at }) => ({
                id,
                delivered: status === 'DELIVERED',
                reason: reason ?? null,
                at: new Date(at),
              })),
            ),
          )
          .finally(() => context.db.end());
        return reply.send({ recorded });
      },
    );
  });
}

function readReports(body: string): z.infer<typeof Reports> {
  try {
    return Reports.parse(JSON.parse(body));
  } catch (error) {
    const what = error instanceof z.ZodError ? z.prettifyError(error) : 'it is not JSON';
    throw new RouteRefused(400, `The body has to be a JSON array of reports: ${what}`);
  }
}
