import type { FastifyInstance } from 'fastify';

/** Our answers must not be framed by other pages or interpreted as another media type. Pages add stricter headers. */
const headers: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
};

/**
 * Adds the security headers to every answer. Code that writes an answer without Fastify has to keep them
 * (`keepHeaders`).
 */
export function sendSecurityHeaders(app: FastifyInstance, publicUrl: string | undefined): void {
  const secure = publicUrl?.startsWith('https:');
  const all = { ...headers, ...(secure && { 'strict-transport-security': 'max-age=31536000' }) };
  app.addHook('onRequest', (_, reply, done) => {
    reply.headers(all);
    done();
  });
}
