import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RouteRefused } from '../../kernel/errors/route-refused.js';
import { catalogueAsJsonLd } from '../formats/catalogue.js';
import { asTurtle } from '../formats/turtle.js';
import { changeKinds, feedColumns } from '../formats/vocabulary.js';
import { findServiceNotice, issuedProgrammes, serviceNotices } from '../issued.sql.js';
import { allNotices, codeLists } from '../published.sql.js';
import { sendBytes } from '../send.js';
import { changeRoutes } from './change-routes.js';
import { type FeedParts, published, sendJson, siteOf } from './feed-parts.js';
import { noticeRoutes } from './notice-routes.js';

/** Serves `/feed`: published data for programs. It needs no account, allows any origin, and its URLs are permanent. */
export function feedRoutes(app: FastifyInstance, parts: FeedParts): void {
  catalogueRoutes(app, parts);
  issuedRoutes(app, parts);
  noticeRoutes(app, parts);
  changeRoutes(app, parts);
}

/** Serves the catalogue of all lists, and the meaning of columns and codes. */
function catalogueRoutes(app: FastifyInstance, parts: FeedParts): void {
  app.get('/feed', published, async (request, reply) => {
    reply.header('vary', 'Accept');
    const turtle = /text\/turtle/.test(request.headers.accept ?? '');
    return sendCatalogue(request, reply, parts, turtle);
  });
  app.get('/feed/catalog.jsonld', published, (request, reply) => sendCatalogue(request, reply, parts, false));
  app.get('/feed/catalog.ttl', published, (request, reply) => sendCatalogue(request, reply, parts, true));
  app.get('/feed/vocabulary.json', published, async (request, reply) => {
    const codes = await codeLists(parts.database);
    return sendJson(request, reply, { columns: feedColumns, changes: changeKinds, codes });
  });
}

async function sendCatalogue(
  request: FastifyRequest,
  reply: FastifyReply,
  { database, files, settings }: FeedParts,
  turtle: boolean,
) {
  const datasets = (await allNotices(database)).map((notice) => ({ notice, files: files.ofNewest(notice) }));
  const document = catalogueAsJsonLd(siteOf(settings), datasets);
  return turtle
    ? sendBytes(request, reply, { body: asTurtle(document), type: 'text/turtle; charset=utf-8' })
    : sendJson(request, reply, document, 'application/ld+json; charset=utf-8');
}

/** Serves programmes as they were issued, and service notices. */
function issuedRoutes(app: FastifyInstance, { database }: FeedParts): void {
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
}
