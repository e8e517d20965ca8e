import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { publicViewer } from '../../access/viewer.js';
import { addressKey } from '../../http/limits/client-key.js';
import { RouteRefused } from '../../kernel/errors/route-refused.js';
import type { FeedDatabase } from '../feed-database.js';
import type { StoredFile } from '../file-store.js';
import { dataPackage, tableSchema } from '../formats/data-package.js';
import type { Format } from '../formats/format.js';
import { formats } from '../formats/formats.js';
import { codeLists, type FeedNotice, type FeedRelease, findNotice } from '../published.sql.js';
import type { ReleaseFiles } from '../release-files.js';
import { readSelection } from '../selection.js';
import { codingFor, sendFile } from '../send.js';
import { type FeedParts, published, sendJson, siteOf } from './feed-parts.js';

interface OfNotice {
  Params: { notice: string };
}

interface OfRelease {
  Params: { notice: string; number: string; extension: string };
}

/** Serves the lists of one notice: each release in every format, and their descriptions. */
export function noticeRoutes(app: FastifyInstance, parts: FeedParts): void {
  const { database, files, settings } = parts;
  app.get<OfNotice>('/feed/notices/:notice/schema.json', published, async (request, reply) => {
    await noticeOf(database, request.params.notice);
    return sendJson(request, reply, tableSchema(await codeLists(database)));
  });
  app.get<OfNotice>('/feed/notices/:notice/datapackage.json', published, async (request, reply) => {
    const notice = await noticeOf(database, request.params.notice);
    const made = await filesAsCsv(files, notice);
    return sendJson(request, reply, dataPackage(siteOf(settings), notice, await codeLists(database), made));
  });
  app.get<{ Params: { notice: string; '*': string } }>(
    '/feed/notices/:notice/latest/*',
    published,
    async (request, reply) => {
      const { url, params } = request;
      const address = addressOfNewest(await noticeOf(database, params.notice), params['*'], url.split('?')[1]);
      return reply.header('cache-control', 'no-cache').redirect(address, 302);
    },
  );
  app.get<OfRelease>('/feed/notices/:notice/releases/:number/recipients.:extension(.+)', published, (request, reply) =>
    sendRelease(request, reply, parts),
  );
}

function addressOfNewest({ globalId, releases }: FeedNotice, rest: string, query: string | undefined): string {
  return `/feed/notices/${globalId}/releases/${releases.length}/${rest}${query ? `?${query}` : ''}`;
}

async function filesAsCsv(files: ReleaseFiles, notice: FeedNotice): Promise<Map<number, StoredFile>> {
  const [format] = formats as [Format];
  const made = new Map<number, StoredFile>();
  for (const release of notice.releases) made.set(release.number, await files.get({ notice, release, format }));
  return made;
}

async function sendRelease(
  request: FastifyRequest<OfRelease>,
  reply: FastifyReply,
  { database, files, settings }: FeedParts,
) {
  const { notice: id, number, extension } = request.params;
  const notice = await noticeOf(database, id);
  const release = releaseOf(notice, number);
  const format = formatOf(extension);
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
}

async function noticeOf(database: FeedDatabase, id: string): Promise<FeedNotice> {
  const notice = await findNotice(database, id);
  if (!notice) throw new RouteRefused(404, 'There is no such notice, or its first release is not in the log yet');
  return notice;
}

function releaseOf({ releases }: FeedNotice, number: string): FeedRelease {
  const release = releases.find((one) => String(one.number) === number);
  if (!release) throw new RouteRefused(404, `The notice has releases 1 to ${releases.length}, not ${number}`);
  return release;
}

function formatOf(extension: string): Format {
  const format = formats.find((one) => one.extension === extension);
  if (format) return format;
  const known = formats.map((one) => one.extension).join(', ');
  throw new RouteRefused(404, `The list comes as ${known}; not as ${extension}`);
}

/**
 * Returns the cost of creating a file, in the unit of the budget: about as much as reading its lines through GraphQL.
 */
function costOf({ recipientCount }: FeedRelease): number {
  return 500 + 2 * recipientCount;
}
