import type { FastifyInstance } from 'fastify';
import { etagOf, isKnown } from '../../http/representation.js';
import { openTo } from '../../http/route-access.js';
import { eventSchemas } from './event-schemas.js';

/** The same for all gateways of a process, sandboxes among them. */
let written: Buffer | undefined;

/** `/schema/events.json`: what events carry, for code generators of any language. */
export function eventSchemasRoute(app: FastifyInstance): void {
  const schemas = (written ??= Buffer.from(JSON.stringify(eventSchemas())));
  const etag = etagOf(schemas);
  app.get('/schema/events.json', openTo('The shape of events is public.'), (request, reply) => {
    reply.headers({ etag, 'cache-control': 'public, no-cache' });
    if (isKnown(request, etag)) return reply.code(304).send();
    return reply.type('application/schema+json; charset=utf-8').send(schemas);
  });
}
