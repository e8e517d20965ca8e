import type { FastifyInstance } from 'fastify';

/** Nothing of ours is shown inside another page, or is anything but what it says it is. Pages say more themselves. */
const headers: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
};

/** On every answer. Who writes one without Fastify keeps them (`keepHeaders`). */
export function sendSecurityHeaders(app: FastifyInstance, publicUrl: string | undefined): void {
  const secure = publicUrl?.startsWith('https:');
  const all = { ...headers, ...(secure && { 'strict-transport-security': 'max-age=31536000' }) };
  app.addHook('onRequest', (_, reply, done) => {
    reply.headers(all);
    done();
  });
}
