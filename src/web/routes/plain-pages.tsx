import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { escapeHtml, htmlDocument } from '../../http/html-document.js';
import { type Ask, AskFailed } from '../api.js';
import { type Site, SiteContext } from '../site.js';
import { type Language, languageTag } from '../texts.js';
import { sendPage } from './send-page.js';

export interface Rendered {
  title: string;
  body: VNode;
}

type Query = Record<string, string | undefined>;
type Render = (ask: Ask, lang: Language, query: Query) => Promise<Rendered | null>;

/** Shows a page without script, or status 404 where `render` returns null. */
export type ShowPage = (request: FastifyRequest, reply: FastifyReply, render: Render) => Promise<FastifyReply | void>;

interface Means {
  site: () => Site;
  asker: (lang: Language, address: string) => Ask;
}

/** Creates the function that renders pages without script, with the public API. */
export function plainPages({ site, asker }: Means): ShowPage {
  return async (request, reply, render) => {
    const query = singles(request.query as Record<string, string | string[]>);
    const lang = query['lang'] === 'en' ? 'en' : 'zh';
    const rendered = await render(asker(lang, request.ip), lang, query).catch((error: unknown) => {
      if (error instanceof AskFailed && error.isOfAddress) return null;
      throw error;
    });
    if (!rendered) return reply.callNotFound();
    const canonical = site().origin + request.url;
    return sendPage(request, reply, { html: htmlOf(rendered, { lang, site: site(), canonical }), status: 200 });
  };
}

/** Returns the first value of each parameter. */
function singles(query: Record<string, string | string[]>): Query {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value].flat()[0]]));
}

interface Frame {
  lang: Language;
  site: Site;
  canonical: string;
}

function htmlOf({ title, body }: Rendered, { lang, site, canonical }: Frame): string {
  return htmlDocument({
    lang: languageTag(lang),
    title,
    head: `<link rel="canonical" href="${escapeHtml(canonical)}">`,
    body: `<div id="page">${renderToString(<SiteContext.Provider value={site}>{body}</SiteContext.Provider>)}</div>`,
  });
}
