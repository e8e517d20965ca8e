import { gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { codingOf, etagOf, isKnown, tagFor } from '../../http/representation.js';
import { openTo } from '../../http/route-access.js';

export const pages = openTo('The public page shows what is published.');

const policy = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `font-src data:`,
  `img-src 'self' data:`,
  `connect-src 'self'`,
  `form-action 'self'`,
  `base-uri 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

/** Sends a page with its ETag, a content security policy, and compressed where the client accepts that. */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { html, status }: { html: string; status: number },
): FastifyReply {
  const coding = codingOf(request, ['gzip']);
  const plainTag = etagOf(html);
  const etag = tagFor(plainTag, coding);
  reply.headers({
    etag,
    'cache-control': 'no-cache',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    vary: 'Accept-Encoding',
  });
  if (status === 200 && isKnown(request, etag)) return reply.code(304).send();
  reply.code(status).type('text/html; charset=utf-8');
  if (coding === 'identity') return reply.send(html);
  return reply.header('content-encoding', 'gzip').send(gzipSync(html));
}
