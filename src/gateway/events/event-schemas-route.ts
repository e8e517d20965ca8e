import type { FastifyInstance } from 'fastify';
import { etagOf, isKnown } from '../../http/representation.js';
import { openTo } from '../../http/route-access.js';
import { once } from '../../kernel/once.js';
import { eventSchemas } from './event-schemas.js';

/** Computed once, because it is the same for all gateways of a process, including sandboxes. */
const written = once(() => {
  const schemas = Buffer.from(JSON.stringify(eventSchemas()));
  return { schemas, etag: etagOf(schemas) };
});

/** Serves `/schema/events.json`: JSON Schema of the data of all events, for code generators of any language. */
export function eventSchemasRoute(app: FastifyInstance): void {
  app.get('/schema/events.json', openTo('The shape of events is public.'), (request, reply) => {
    const { schemas, etag } = written();
    reply.headers({ etag, 'cache-control': 'public, no-cache' });
    if (isKnown(request, etag)) return reply.code(304).send();
    return reply.type('application/schema+json; charset=utf-8').send(schemas);
  });
}
