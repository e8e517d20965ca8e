import type { FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';

export const prefix = '/oauth';

/**
 * Copies the headers that hooks have set to an answer that Fastify does not write. CORS headers are left to its writer.
 */
export function keepHeaders(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined && !name.startsWith('access-control-')) reply.raw.setHeader(name, value);
  }
}

/** Passes a request to the OAuth server, whose Koa application answers it; Fastify only routes it. */
export async function handOver(request: FastifyRequest, reply: FastifyReply, provider: Provider): Promise<void> {
  reply.hijack();
  keepHeaders(reply);
  const raw = request.raw as typeof request.raw & { originalUrl?: string };
  raw.originalUrl = raw.url;
  raw.url = raw.url?.slice(prefix.length);
  await provider.callback()(raw, reply.raw);
}
