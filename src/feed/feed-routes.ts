import { checkCreditCode, normaliseCreditCode } from '../kernel/values/credit-code.js';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../kernel/clock.js';
import { publicViewer } from '../access/viewer.js';
import type { Budget } from '../http/limits/budget.js';
import { addressKey } from '../http/limits/client-key.js';
import { RouteRefused } from '../kernel/errors/route-refused.js';
import { catalogueAsJsonLd, type Site } from './formats/catalogue.js';
import { type ChangeFeed, changesAsAtom, changesAsJsonFeed, changesAsNdjson } from './changes.js';
import { dataPackage, tableSchema } from './formats/data-package.js';
import type { FeedDatabase } from './feed-database.js';
import type { StoredFile } from './file-store.js';
import { type Format, formats } from './formats/formats.js';
import {
  allNotices,
  changesAfter,
  codeLists,
  type FeedNotice,
  type FeedRelease,
  findNotice,
  newestChanges,
} from './published.sql.js';
import { findServiceNotice, issuedProgrammes, serviceNotices } from './issued.sql.js';
import type { ReleaseFiles } from './release-files.js';
import { readSelection } from './selection.js';
import { codingFor, sendBytes, sendFile } from './send.js';
import { asTurtle } from './formats/turtle.js';
import { changeKinds, feedColumns } from './formats/vocabulary.js';
import { openTo } from '../http/route-access.js';

const published = openTo('What is published is open to anybody, without an account.');

export interface FeedSettings {
  /** Where links lead: the configured address, or the one that the gateway listens on. No header changes it. */
  siteUrl: () => string;
  publisher: string;
  licence: Site['licence'];
  clock: Clock;
  budget: Budget;
}

interface ReleaseAddress {
  notice: string;
  number: string;
  extension: string;
}

/** `/feed`: what is published, for programs. No account, any origin, every address permanent. */
export function feedRoutes(
  app: FastifyInstance,
  database: FeedDatabase,
  files: ReleaseFiles,
  settings: FeedSettings,
): void {
  const site = (): Site => ({
    url: settings.siteUrl(),
    publisher: settings.publisher,
    licence: settings.licence,
  });

  app.get('/feed', published, async (request, reply) => {
    reply.header('vary', 'Accept');
    const turtle = /text\/turtle/.test(request.headers.accept ?? '');
    return catalogue(request, reply, turtle);
  });
  app.get('/feed/catalog.jsonld', published, (request, reply) => catalogue(request, reply, false));
  app.get('/feed/catalog.ttl', published, (request, reply) => catalogue(request, reply, true));

  async function catalogue(request: FastifyRequest, reply: FastifyReply, turtle: boolean) {
    const datasets = (await allNotices(database)).map((notice) => ({ notice, files: files.ofNewest(notice) }));
    const document = catalogueAsJsonLd(site(), datasets);
    return turtle
      ? sendBytes(request, reply, { body: asTurtle(document), type: 'text/turtle; charset=utf-8' })
      : sendJson(request, reply, document, 'application/ld+json; charset=utf-8');
  }

  app.get('/feed/vocabulary.json', published, async (request, reply) =>
    sendJson(request, reply, { columns: feedColumns, changes: changeKinds, codes: await codeLists(database) }),
  );

  app.get('/feed/programmes.json', published, async (request, reply) =>
    sendJson(request, reply, { programmes: await issuedProgrammes(database) }),
  );
  app.get('/feed/service-notices.json', published, async (request, reply) =>
    sendJson(request, reply, { serviceNotices: await serviceNotices(database) }),
  );
  app.get<{ Params: { notice: string } }>('/feed/service-notices/:notice.json', published, async (request, reply) => {
    const found = await findServiceNotice(database, request.params.notice);
    if (!found) throw new RouteRefused(404, 'There is no such service notice, or it is not published');
    return sendJson(request, reply, found);
  });

  app.get<{ Params: { notice: string } }>('/feed/notices/:notice/schema.json', published, async (request, reply) => {
    await noticeOf(request.params.notice);
    return sendJson(request, reply, tableSchema(await codeLists(database)));
  });

  app.get<{ Params: { notice: string } }>(
    '/feed/notices/:notice/datapackage.json',
    published,
    async (request, reply) => {
      const notice = await noticeOf(request.params.notice);
      const [csv] = formats as [Format];
      const made = new Map<number, StoredFile>();
      for (const release of notice.releases)
        made.set(release.number, await files.get({ notice, release, format: csv }));
      const document = dataPackage(site(), notice, await codeLists(database), made);
      return sendJson(request, reply, document);
    },
  );

  app.get<{ Params: { notice: string; '*': string } }>(
    '/feed/notices/:notice/latest/*',
    published,
    async (request, reply) => {
      const notice = await noticeOf(request.params.notice);
      const [, query] = request.url.split('?');
      const address = `/feed/notices/${notice.globalId}/releases/${notice.releases.length}/${request.params['*']}`;
      return reply.header('cache-control', 'no-cache').redirect(address + (query ? `?${query}` : ''), 302);
    },
  );

  app.get<{ Params: ReleaseAddress }>(
    '/feed/notices/:notice/releases/:number/recipients.:extension(.+)',
    published,
    async (request, reply) => {
      const { notice: id, number, extension } = request.params;
      const notice = await noticeOf(id);
      const release = notice.releases.find((one) => String(one.number) === number);
      if (!release)
        throw new RouteRefused(404, `The notice has releases 1 to ${notice.releases.length}, not ${number}`);
      const format = formats.find((one) => one.extension === extension);
      if (!format) {
        const known = formats.map((one) => one.extension).join(', ');
        throw new RouteRefused(404, `The list comes as ${known}; not as ${extension}`);
      }
      const selection = readSelection(request.query);
      const coding = codingFor(request, format.text);
      const wanted = { notice, release, format, selection, coding, client: addressKey(request.ip) };
      if (files.isMissing(wanted)) {
        settings.budget.spend({ viewer: publicViewer, address: request.ip }, costOf(release));
      }
      const file = await files.get(wanted);
      reply.type(format.mediaType).headers({
        'content-disposition': `attachment; filename="${notice.programme}-${release.number}.${extension}"`,
        link: `</feed/notices/${notice.globalId}/datapackage.json>; rel="describedby"; type="application/json"`,
      });
      return sendFile(request, reply, file, coding);
    },
  );

  app.get('/feed/changes.ndjson', published, async (request, reply) => {
    const { since, limit, creditCode } = readCursor(request.query);
    const changes = await changesAfter(database, since, { limit, creditCode });
    const next = changes.at(-1)?.cursor ?? since;
    const address = `/feed/changes.ndjson?${searchOf({ since: next, limit, creditCode })}`;
    reply.headers({ link: `<${address}>; rel="next"`, 'x-next-cursor': next });
    const type = 'application/x-ndjson; charset=utf-8';
    return sendBytes(request, reply, { body: changesAsNdjson(changes), type });
  });
  app.get('/feed/changes.json', published, async (request, reply) => {
    const feed = changesAsJsonFeed(site(), await chosenChanges(request, 'json'));
    return sendJson(request, reply, feed, 'application/feed+json; charset=utf-8');
  });
  app.get('/feed/changes.atom', published, async (request, reply) => {
    const body = changesAsAtom(site(), await chosenChanges(request, 'atom'), settings.clock.now());
    return sendBytes(request, reply, { body, type: 'application/atom+xml; charset=utf-8' });
  });

  /** Readers of news ask without a cursor and want the latest first; `next` is where older news are. */
  async function chosenChanges({ query }: FastifyRequest, format: 'atom' | 'json'): Promise<ChangeFeed> {
    const { since, before, limit, creditCode } = readCursor(query, 100);
    const asked = (query as { since?: string }).since !== undefined;
    const wanted = { limit, creditCode };
    const changes = await (asked ? changesAfter(database, since, wanted) : newestChanges(database, wanted, before));
    const last = changes.length < limit ? undefined : changes.at(-1)?.cursor;
    const search = searchOf({ [asked ? 'since' : 'before']: last, ...wanted });
    return { changes, next: last && `/feed/changes.${format}?${search}`, creditCode };
  }

  async function noticeOf(id: string): Promise<FeedNotice> {
    const notice = await findNotice(database, id);
    if (!notice) throw new RouteRefused(404, 'There is no such notice, or its first release is not in the log yet');
    return notice;
  }
}

/** What it costs to make a file, in the unit of the budget: about as much as reading its lines through GraphQL. */
function costOf({ recipientCount }: FeedRelease): number {
  return 500 + 2 * recipientCount;
}

function sendJson(
  request: FastifyRequest,
  reply: FastifyReply,
  document: object,
  type = 'application/json; charset=utf-8',
) {
  return sendBytes(request, reply, { body: `${JSON.stringify(document, null, 1)}\n`, type });
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
