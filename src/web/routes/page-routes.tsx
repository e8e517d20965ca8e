import { builtAssets } from '../../http/built-assets.js';
import { escapeHtml, htmlDocument } from '../../http/html-document.js';
import { codingOf, isKnown, tagFor } from '../../http/representation.js';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { addressOf, type Place, readPlace } from '../address.js';
import { type Ask, type AskError, AskFailed } from '../api.js';
import { App, type Content, loadContent, titleOf } from '../app.js';
import { docsRoutes } from './docs-routes.js';
import { fileFormats } from '../list/list-view.js';
import { siteRoutes } from './site-routes.js';
import { grouped } from '../../kernel/values/yuan.js';
import { languageTag, texts } from '../texts.js';
import { issuedPages } from './issued-pages.js';
import { plainPages } from './plain-pages.js';
import { yearsRoutes } from './years-routes.js';
import { type Site, SiteContext } from '../site.js';
import { pages, sendPage } from './send-page.js';
import { programRoutes } from './program-routes.js';

/**
 * Serves `/`, `/lines/:id` and `/objections`, rendered here with the public API, so that the list is shown before any
 * script runs.
 */
export function pageRoutes(app: FastifyInstance, site: () => Site): void {
  const assets = builtAssets();

  for (const path of ['/', '/lines/:id', '/objections', '/check']) {
    app.get(path, pages, (request, reply) => page(request, reply));
  }
  programRoutes(app);
  docsRoutes(app);
  siteRoutes(app, { originOf: () => site().origin, asks: (request) => asker(app, { lang: 'zh' }, request.ip) });
  answerVisitors(app, page);

  app.get<{ Params: { '*': string } }>('/assets/*', pages, (request, reply) => {
    const asset = assets.files.get(`assets/${request.params['*']}`);
    if (!asset) return reply.callNotFound();
    const coding = codingOf(request, ['br', 'gzip']);
    const etag = tagFor(asset.etag, coding);
    reply.headers({
      etag,
      vary: 'Accept-Encoding',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    if (isKnown(request, etag)) return reply.code(304).send();
    if (coding !== 'identity') reply.header('content-encoding', coding);
    return reply.type(asset.type).send(coding === 'identity' ? asset.bytes : asset[coding]());
  });

  const show = plainPages({
    site,
    asker: (lang, address) => asker(app, { lang }, address),
  });
  issuedPages(app, show);
  yearsRoutes(app, show);

  async function page(request: FastifyRequest, reply: FastifyReply) {
    const [pathname = '/', search = ''] = request.url.split('?');
    const place = readPlace(pathname, search);
    const content = await loadContent(asker(app, place, request.ip), place).catch((error: unknown): Content => {
      request.log.error({ err: error }, 'The page could not be rendered');
      return { kind: 'failed' };
    });
    const html = document(place, content, site());
    const status = content.kind === 'failed' ? 503 : content.kind === 'absent' ? 404 : 200;
    return sendPage(request, reply, { html, status });
  }
}

/** Answers requests to unknown addresses with a page for browsers, and with JSON for programs. */
function answerVisitors(
  app: FastifyInstance,
  page: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
): void {
  app.addHook('onRequest', async (request, reply) => {
    const visit = request.method === 'GET' && /text\/html/.test(request.headers.accept ?? '');
    if (request.is404 && visit) return page(request, reply);
    return undefined;
  });
}

/** Requests our own GraphQL route without a token, like any client. */
function asker(app: FastifyInstance, { lang }: Pick<Place, 'lang'>, remoteAddress: string): Ask {
  return async <Data,>(query: string, variables: object) => {
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      // The reader's address, so that the limits count for the reader and not for this process.
      remoteAddress,
      headers: { 'accept-language': lang },
      payload: { query, variables },
    });
    const { data, errors: [error] = [] } = response.json<{ data?: Data; errors?: AskError[] }>();
    if (error || !data) throw new AskFailed(error, response.statusCode);
    return data;
  };
}

function document(place: Place, content: Content, site: Site): string {
  const body = renderToString(
    <SiteContext.Provider value={site}>
      <App place={place} content={content} />
    </SiteContext.Provider>,
  );
  return htmlDocument({
    lang: languageTag(place.lang),
    title: titleOf(place, content),
    head: headOf(place, content, site),
    body: `<div id="page">${body}</div>
<script type="application/json" id="content">${embedded({ content, site })}</script>`,
    script: 'src/web/client.tsx',
  });
}

/** Returns the head of a page for search engines, feed readers and previews of links. */
function headOf(place: Place, content: Content, site: Site): string {
  const description = escapeHtml(describe(place, content));
  const address = escapeHtml(site.origin + addressOf(place));
  return `<meta name="description" content="${description}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="${escapeHtml(texts[place.lang].siteName)}">
<meta property="og:title" content="${escapeHtml(titleOf(place, content))}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${address}">
<meta property="og:locale" content="${place.lang === 'zh' ? 'zh_CN' : 'en'}">
<link rel="canonical" href="${address}">
<link rel="alternate" type="application/atom+xml" href="/feed/changes.atom" title="公示动态">
<link rel="alternate" type="application/feed+json" href="/feed/changes.json" title="公示动态">
${followLink(content)}
<script type="application/ld+json">${embedded(schemaOrg(content, site))}</script>`;
}

/** Returns the link to the feed of one company, which feed readers find on its page. */
function followLink(content: Content): string {
  if (content.kind !== 'line') return '';
  const { creditCode, name } = content.line;
  return `<link rel="alternate" type="application/atom+xml" href="/feed/changes.atom?creditCode=${creditCode}" title="${escapeHtml(name)}">`;
}

/** Returns the description of a page for search engines and messages. */
function describe({ lang }: Place, content: Content): string {
  const t = texts[lang];
  const newest = content.kind === 'list' ? content.data.notice?.releases.at(-1) : undefined;
  if (content.kind === 'check') return t.checkHint;
  return newest ? t.found(grouped(String(newest.recipientCount)), grouped(newest.totalAmount)) : t.siteKicker;
}

/** Returns schema.org data: the list as a Dataset, a line as a MonetaryGrant. */
function schemaOrg(content: Content, { origin, publisher, licence }: Site): object {
  const funder = { '@type': 'GovernmentOrganization', name: publisher };
  if (content.kind === 'line') {
    const { line } = content;
    return {
      '@context': 'https://schema.org',
      '@type': 'MonetaryGrant',
      name: line.notice.programme.title,
      identifier: line.id,
      amount: { '@type': 'MonetaryAmount', currency: 'CNY', value: line.amount },
      funder,
      fundedItem: { '@type': 'Organization', name: line.name, identifier: line.creditCode },
    };
  }
  const notice = content.kind === 'list' ? content.data.notice : null;
  if (!notice) return { '@context': 'https://schema.org', '@type': 'WebSite', url: `${origin}/` };
  const newest = notice.releases.at(-1);
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    name: notice.title,
    description: `${notice.programme.documentNumber} ${notice.title}`,
    identifier: notice.id,
    url: `${origin}/?notice=${notice.id}`,
    creator: funder,
    datePublished: notice.publishedAt,
    dateModified: newest?.publishedAt,
    version: newest?.number,
    license: licence.url,
    isAccessibleForFree: true,
    inLanguage: 'zh-CN',
    includedInDataCatalog: { '@type': 'DataCatalog', url: `${origin}/feed` },
    distribution: fileFormats.map(([extension, title, mediaType]) => ({
      '@type': 'DataDownload',
      name: title,
      encodingFormat: mediaType,
      contentUrl: `${origin}/feed/notices/${notice.id}/releases/${newest?.number}/recipients.${extension}`,
    })),
  };
}

/** Writes JSON for an HTML page, so that nothing in it can end the element. */
function embedded(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
