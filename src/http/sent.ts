import type { FastifyReply } from 'fastify';

/** Calls `done` once an answer has been sent, or its client is gone. */
export function whenSent({ raw }: FastifyReply, done: () => void): void {
  if (raw.destroyed) done();
  else raw.once('close', done);
}

/** Gives an answer that Fastify does not write itself what hooks have set, but for CORS, which its writer decides. */
export function keepHeaders(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined && !name.startsWith('access-control-')) reply.raw.setHeader(name, value);
  }
}
