import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type Ask, AskFailed } from '../api.js';
import { type Site, SiteContext } from '../site.js';
import { type Language } from '../texts.js';
import { escapeHtml, sendPage } from './send-page.js';

export interface Rendered {
  title: string;
  body: VNode;
}

type Query = Record<string, string | undefined>;
type Render = (ask: Ask, lang: Language, query: Query) => Promise<Rendered | null>;

/** Shows a page that has no script; null is no such page. */
export type ShowPage = (request: FastifyRequest, reply: FastifyReply, render: Render) => Promise<FastifyReply | void>;

interface Means {
  styles: string[];
  site: () => Site;
  asker: (lang: Language, address: string) => Ask;
}

/** Pages that are rendered here alone, with the public API. */
export function plainPages({ styles, site, asker }: Means): ShowPage {
  return async (request, reply, render) => {
    const query = singles(request.query as Record<string, string | string[]>);
    const lang = query['lang'] === 'en' ? 'en' : 'zh';
    const rendered = await render(asker(lang, request.ip), lang, query).catch((error: unknown) => {
      if (error instanceof AskFailed && error.isOfAddress) return null;
      throw error;
    });
    if (!rendered) return reply.callNotFound();
    const canonical = site().origin + request.url;
    return sendPage(request, reply, { html: htmlOf(rendered, { lang, styles, site: site(), canonical }), status: 200 });
  };
}

/** Of what is given twice, the first. */
function singles(query: Record<string, string | string[]>): Query {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value].flat()[0]]));
}

interface Frame {
  lang: Language;
  styles: string[];
  site: Site;
  canonical: string;
}

function htmlOf({ title, body }: Rendered, { lang, styles, site, canonical }: Frame): string {
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="canonical" href="${escapeHtml(canonical)}">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${styles.map((style) => `<link rel="stylesheet" href="/${style}">`).join('\n')}
</head>
<body>
<div id="page">${renderToString(<SiteContext.Provider value={site}>{body}</SiteContext.Provider>)}</div>
</body>
</html>
`;
}
