import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { RouteRefused } from '../../kernel/errors/route-refused.js';
import { checkCreditCode, normaliseCreditCode } from '../../kernel/values/credit-code.js';
import { type ChangeFeed, changesAsAtom, changesAsJsonFeed, changesAsNdjson } from '../changes.js';
import type { FeedDatabase } from '../feed-database.js';
import { changesAfter, newestChanges } from '../published.sql.js';
import { sendBytes } from '../send.js';
import { type FeedParts, published, sendJson, siteOf } from './feed-parts.js';

/** Serves changes of published lists: for programs that follow them, and as news. */
export function changeRoutes(app: FastifyInstance, { database, settings }: FeedParts): void {
  app.get('/feed/changes.ndjson', published, (request, reply) => sendFollowed(request, reply, database));
  app.get('/feed/changes.json', published, async (request, reply) => {
    const feed = changesAsJsonFeed(siteOf(settings), await chosenChanges(request, database, 'json'));
    return sendJson(request, reply, feed, 'application/feed+json; charset=utf-8');
  });
  app.get('/feed/changes.atom', published, async (request, reply) => {
    const body = changesAsAtom(siteOf(settings), await chosenChanges(request, database, 'atom'), settings.clock.now());
    return sendBytes(request, reply, { body, type: 'application/atom+xml; charset=utf-8' });
  });
}

/** Sends a page of changes after a cursor, with the URL of the next page. */
async function sendFollowed(request: FastifyRequest, reply: FastifyReply, database: FeedDatabase) {
  const { since, limit, creditCode } = readCursor(request.query);
  const changes = await changesAfter(database, since, { limit, creditCode });
  const next = changes.at(-1)?.cursor ?? since;
  const address = `/feed/changes.ndjson?${searchOf({ since: next, limit, creditCode })}`;
  reply.headers({ link: `<${address}>; rel="next"`, 'x-next-cursor': next });
  const type = 'application/x-ndjson; charset=utf-8';
  return sendBytes(request, reply, { body: changesAsNdjson(changes), type });
}

/** Returns a page of news, the latest first; no cursor is needed. `next` leads to older news. */
async function chosenChanges(
  { query }: FastifyRequest,
  database: FeedDatabase,
  format: 'atom' | 'json',
): Promise<ChangeFeed> {
  const { since, before, limit, creditCode } = readCursor(query, 100);
  const asked = (query as { since?: string }).since !== undefined;
  const wanted = { limit, creditCode };
  const changes = await (asked ? changesAfter(database, since, wanted) : newestChanges(database, wanted, before));
  const last = changes.length < limit ? undefined : changes.at(-1)?.cursor;
  const search = searchOf({ [asked ? 'since' : 'before']: last, ...wanted });
  return { changes, next: last && `/feed/changes.${format}?${search}`, creditCode };
}

const Cursor = z.strictObject({
  since: z
    .string()
    .regex(/^\d{1,18}$/, 'is a cursor of this feed; 0 for the beginning')
    .default('0'),
  before: z
    .string()
    .regex(/^\d{1,18}$/, 'is a cursor of this feed')
    .optional(),
  limit: z.coerce.number().int().min(1).max(10_000).optional(),
  creditCode: z
    .string()
    .transform(normaliseCreditCode)
    .refine((code) => checkCreditCode(code) !== 'INVALID', 'is a unified social credit code of 18 characters')
    .optional(),
});

function searchOf(parameters: Record<string, string | number | undefined>): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}

function readCursor(query: unknown, usual = 1_000): z.infer<typeof Cursor> & { limit: number } {
  const parsed = Cursor.safeParse(query);
  if (parsed.success) return { ...parsed.data, limit: parsed.data.limit ?? usual };
  const faults = parsed.error.issues.map((issue) => [...issue.path, issue.message].join(': '));
  throw new RouteRefused(400, faults.join('; '));
}
