import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { graphqlMediaType, jsonType, negotiatedMediaType } from '../../http/graphql-media-type.js';
import type { OperationRefused } from '../admission/operation-refused.js';

/** Whether the client accepts one of the media types of GraphQL. */
export function acceptsJson(request: FastifyRequest): boolean {
  return negotiatedMediaType(request) !== undefined;
}

/** Returns the body for an operation that was refused before execution, and sets its status and headers. */
export function answerRefused(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: OperationRefused,
  shown: (error: GraphQLError) => GraphQLFormattedError,
): string {
  const { http, retryAfter } = refused.errors[0]?.extensions ?? {};
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  const status = (http as { status?: number } | undefined)?.status ?? 400;
  reply.code(refused.ofDocument && asksForOldMediaType(request) ? 200 : status).type(graphqlMediaType(request));
  return `${JSON.stringify({ errors: refused.errors.map(shown) })}\n`;
}

/** GraphQL over HTTP: with `application/json`, the answer about a wrong document has status 200. */
function asksForOldMediaType({ headers }: FastifyRequest): boolean {
  return /application\/json/i.test(headers.accept ?? '') && graphqlMediaType({ headers }) === jsonType;
}
