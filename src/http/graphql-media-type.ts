import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

export const jsonType = 'application/json; charset=utf-8';
const graphqlJsonType = 'application/graphql-response+json; charset=utf-8';

/** Returns the media type for any GraphQL answer; undefined if the client accepts neither of the two. */
export function negotiatedMediaType({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
  // This is what `fetch`, curl and most clients send.
  if (headers.accept === undefined || headers.accept === '*/*') return jsonType;
  const negotiator = new Negotiator({ headers } as { headers: Negotiator.Headers });
  const chosen = negotiator.mediaType(['application/json', 'application/graphql-response+json']);
  if (chosen === undefined) return undefined;
  return chosen === 'application/json' ? jsonType : graphqlJsonType;
}

export function graphqlMediaType(request: Pick<FastifyRequest, 'headers'>): string {
  return negotiatedMediaType(request) ?? jsonType;
}

/** Whether a client asks for an event stream, as the explorer does for a subscription. */
export function acceptsEventStream({ accept }: Pick<IncomingHttpHeaders, 'accept'>): boolean {
  return accept?.startsWith('text/event-stream') === true;
}
