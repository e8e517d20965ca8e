import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type Ask, AskFailed } from '../api.js';
import { IssuedList, type IssuedProgramme, ProgrammePage, type ServiceNotice, ServiceNoticePage } from '../issued.js';
import { escapeHtml, pages, sendPage } from './send-page.js';
import { pageDocument } from '../page-document.js';
import { type Language, texts } from '../texts.js';

interface Means {
  styles: string[];
  asker: (lang: Language, address: string) => Ask;
}

interface Rendered {
  title: string;
  body: VNode;
}

const programmeFields = `code title documentNumber demonstration notice { text issuedOn issuingBodies
  contacts { office phone } attachments { title path } }`;
const noticeFields = 'id title publishedAt claimBy lineCount programme { code demonstration }';

const issuedQuery = pageDocument(`{ programmes(first: 50) { nodes { ${programmeFields} } }
          serviceNotices(first: 50, filter: { status: PUBLISHED }) { nodes { ${noticeFields} } } }`);
const programmeQuery = pageDocument(`query ($code: String!) { programme(code: $code) { ${programmeFields} } }`);
const serviceNoticeQuery =
  pageDocument(`query ($id: ID!, $after: String) { node(id: $id) { ... on ServiceNotice { ${noticeFields} text
          lines(first: 100, after: $after) { nodes { creditCode name } pageInfo { hasNextPage endCursor } } } } }`);

/**
 * `/programmes`, `/programmes/:code` and `/service-notices/:id`: what was issued, as pages without script, with the
 * public API.
 */
export function issuedPages(app: FastifyInstance, { styles, asker }: Means): void {
  app.get('/programmes', pages, (request, reply) =>
    show(request, reply, async (ask, lang) => {
      const { programmes, serviceNotices } = await ask<{
        programmes: { nodes: IssuedProgramme[] };
        serviceNotices: { nodes: ServiceNotice[] };
      }>(issuedQuery, {});
      const body = <IssuedList programmes={programmes.nodes} notices={serviceNotices.nodes} lang={lang} />;
      return { title: texts[lang].issued, body };
    }),
  );
  app.get<{ Params: { code: string } }>('/programmes/:code', pages, (request, reply) =>
    show(request, reply, async (ask, lang) => {
      const { programme } = await ask<{ programme: IssuedProgramme | null }>(programmeQuery, {
        code: request.params.code,
      });
      return programme && { title: programme.title, body: <ProgrammePage programme={programme} lang={lang} /> };
    }),
  );
  app.get<{ Params: { id: string } }>('/service-notices/:id', pages, (request, reply) =>
    show(request, reply, async (ask, lang, after) => {
      const { node } = await ask<{ node: ServiceNotice | Record<string, never> | null }>(serviceNoticeQuery, {
        id: request.params.id,
        after,
      });
      if (!node?.['lines']) return null;
      const notice = node as ServiceNotice;
      return { title: notice.title, body: <ServiceNoticePage notice={notice} lang={lang} /> };
    }),
  );

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    render: (ask: Ask, lang: Language, after: string | null) => Promise<Rendered | null>,
  ) {
    const { lang: wanted, after = null } = request.query as { lang?: string; after?: string };
    const lang = wanted === 'en' ? 'en' : 'zh';
    const rendered = await render(asker(lang, request.ip), lang, after).catch((error: unknown) => {
      if (error instanceof AskFailed && error.isOfAddress) return null;
      throw error;
    });
    if (!rendered) return reply.callNotFound();
    return sendPage(request, reply, { html: htmlOf(rendered, lang, styles), status: 200 });
  }
}

function htmlOf({ title, body }: Rendered, lang: Language, styles: string[]): string {
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
${styles.map((style) => `<link rel="stylesheet" href="/${style}">`).join('\n')}
</head>
<body>
<div id="page">${renderToString(body)}</div>
</body>
</html>
`;
}
