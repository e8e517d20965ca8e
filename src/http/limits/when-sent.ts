import type { FastifyReply } from 'fastify';

/** Calls `done` once an answer has been sent, or its client has disconnected. */
export function whenSent({ raw }: FastifyReply, done: () => void): void {
  if (raw.destroyed) done();
  else raw.once('close', done);
}
