import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { codingOf, etagOf, isKnown, tagFor } from '../http/representation.js';

interface Explorer {
  html: Buffer;
  compressed: Buffer;
  etag: string;
}

let explorer: Promise<Explorer> | undefined;

/** Serves GraphiQL to a browser that opens /graphql, as one page that loads nothing from other servers. */
export function explorerRoute(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!isVisit(request)) return;
    explorer ??= render();
    const { html, compressed, etag } = await explorer;
    const coding = codingOf(request, ['gzip']);
    const tag = tagFor(etag, coding);
    reply.headers({ etag: tag, vary: 'Accept, Accept-Encoding', 'cache-control': 'no-cache' });
    if (isKnown(request, tag)) return reply.code(304).send();
    if (coding === 'gzip') reply.header('content-encoding', 'gzip');
    return reply.type('text/html; charset=utf-8').send(coding === 'gzip' ? compressed : html);
  });
}

function isVisit({ method, url, headers }: FastifyRequest): boolean {
  const [path, query = ''] = url.split('?');
  return (
    (method === 'GET' || method === 'HEAD') &&
    path === '/graphql' &&
    /text\/html/.test(headers.accept ?? '') &&
    !/\bquery=/.test(query)
  );
}

const welcome = `# 免申即享 Mianshen — 省科技保险补贴 GraphQL API
# 文档 Documentation: /docs
# 不带令牌：公开内容 What the public sees, without a token
# 带令牌：下方 Headers With a token, in Headers below:
#   { "Authorization": "Bearer …" }
query PublishedList {
  publicityNotices(first: 1) {
    nodes {
      id
      title
      status
      closesOn
      releases { number recipientCount totalAmount }
    }
  }
}
`;

/**
 * Loaded at the first visit, because it takes 20 MB that a gateway for machines does not need. Subscriptions use
 * server-sent events: GraphiQL sends its headers, with the token, there and not over a socket.
 */
async function render(): Promise<Explorer> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const page = renderGraphiQL({
    title: 'Mianshen 免申 · GraphiQL',
    endpoint: '/graphql',
    subscriptionsProtocol: 'GRAPHQL_SSE',
    defaultQuery: welcome,
  });
  const html = Buffer.from(page.trimStart());
  const etag = etagOf(html);
  return { html, compressed: gzipSync(html, { level: 6 }), etag };
}
