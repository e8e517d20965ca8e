import { renderSVG } from 'uqr';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { openTo } from '../../http/route-access.js';
import type { Ask } from '../api.js';

const site = openTo('What search engines and browsers ask of every site.');

const query = 'query SiteMap { publicityNotices(first: 100) { nodes { id publishedAt releases { publishedAt } } } }';

interface Mapped {
  publicityNotices: { nodes: { id: string; publishedAt: string; releases: { publishedAt: string }[] }[] };
}

export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="10" fill="#0d5b6b"/><path d="M12 27V14h16v13M12 20h16M20 14v13" stroke="#fff" stroke-width="2.5" fill="none"/></svg>`;

/**
 * Serves `robots.txt`, the site map, the icon and the QR code of a line. The site map has no lines of single companies;
 * they are reached from the list.
 */
export function siteRoutes(
  app: FastifyInstance,
  { originOf, asks }: { originOf: () => string; asks: (request: FastifyRequest) => Ask },
): void {
  app.get('/robots.txt', site, (_, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .send(
        `User-agent: *\nDisallow: /lines/\nDisallow: /graphql\nDisallow: /oauth/\n\nSitemap: ${originOf()}/sitemap.xml\n`,
      ),
  );
  app.get('/sitemap.xml', site, async (request, reply) => {
    const { publicityNotices } = await asks(request)<Mapped>(query, {});
    const origin = originOf();
    const pages = publicityNotices.nodes.map(({ id, publishedAt, releases }) =>
      entry(`${origin}/?notice=${id}`, releases.at(-1)?.publishedAt ?? publishedAt),
    );
    const all = [
      entry(`${origin}/`),
      entry(`${origin}/check`),
      entry(`${origin}/years`),
      entry(`${origin}/objections`),
      ...pages,
    ];
    return reply
      .type('application/xml; charset=utf-8')
      .send(
        `<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${all.join('\n')}\n</urlset>\n`,
      );
  });
  // The QR code on a printed page leads to the line and its proof.
  app.get<{ Params: { id: string } }>('/lines/:id/code.svg', site, (request, reply) => {
    const { id } = request.params;
    if (!/^[\w-]{1,100}$/.test(id)) return reply.callNotFound();
    const code = renderSVG(`${originOf()}/lines/${id}`, { border: 2 });
    return reply.header('cache-control', 'public, max-age=86400').type('image/svg+xml').send(code);
  });
  for (const path of ['/favicon.ico', '/icon.svg']) {
    app.get(path, site, (_, reply) =>
      reply.header('cache-control', 'public, max-age=86400').type('image/svg+xml').send(icon),
    );
  }
}

function entry(address: string, changed?: string): string {
  return `<url><loc>${address}</loc>${changed ? `<lastmod>${changed}</lastmod>` : ''}</url>`;
}
