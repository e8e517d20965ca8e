import type { FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';

export const prefix = '/oauth';

/** Gives an answer that Fastify does not write itself what hooks have set, but for CORS, which its writer decides. */
export function keepHeaders(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined && !name.startsWith('access-control-')) reply.raw.setHeader(name, value);
  }
}

/** Koa answers on its own; Fastify only finds the way. */
export async function handOver(request: FastifyRequest, reply: FastifyReply, provider: Provider): Promise<void> {
  reply.hijack();
  keepHeaders(reply);
  const raw = request.raw as typeof request.raw & { originalUrl?: string };
  raw.originalUrl = raw.url;
  raw.url = raw.url?.slice(prefix.length);
  await provider.callback()(raw, reply.raw);
}
