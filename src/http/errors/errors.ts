import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import type { FastifyBaseLogger, FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { codeOfStatus, RouteRefused } from '../../kernel/errors/route-refused.js';
import { TookTooLong } from '../../kernel/errors/took-too-long.js';
import { Unavailable } from '../../kernel/errors/unavailable.js';
import { asUnavailable, isPoolerFault } from '../../database/database-fault.js';
import type { Context } from '../../access/context.js';
import { Role } from '../../access/role.js';
import { languageOf } from '../accept-language.js';
import { graphqlMediaType, jsonType } from '../graphql-media-type.js';
import { localizeError } from './localize-error.js';
import type { Scope } from '../../access/scope.js';
import { missingScope } from '../../access/viewer.js';

export function unauthenticated(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
}

/**
 * The error for a role without access, or for a machine or front-end token that lacks a scope and is treated as PUBLIC.
 */
export function forbidden(
  type: string,
  field: string,
  roles: Role[],
  scopes: Scope[],
  { viewer }: Context,
): GraphQLError {
  const scope = missingScope(viewer, scopes);
  if (scope && roles.includes(viewer.role)) {
    const message = `${type}.${field} needs the scope \`${scope}\`, which this token was not given`;
    return new GraphQLError(message, { extensions: { code: 'FORBIDDEN', scope } });
  }
  const { role } = viewer;
  if (role === Role.PUBLIC) return unauthenticated(`${type}.${field} needs a token of ${roles.join(' or ')}`);
  return new GraphQLError(`${type}.${field} is for ${roles.join(', ')}; this token is for ${role}`, {
    extensions: { code: 'FORBIDDEN', roles },
  });
}

/** The error for a condition of a list that says something its reader may not read. */
export function conditionForbidden(condition: string, roles: Role[], role: Role): GraphQLError {
  return new GraphQLError(
    `The condition \`${condition}\` is for ${roles.join(', ')}; this token is for ${role}. Leave it out.`,
    { extensions: { code: 'FORBIDDEN', roles } },
  );
}

/** The error for a clerk without an institution, or a person without an enterprise. */
export function notBound(operation: string): GraphQLError {
  return new GraphQLError(
    `${operation} is done for an institution or an enterprise, and this token has none: register or bind it first, then take a new token`,
    { extensions: { code: 'FORBIDDEN' } },
  );
}

const requestIds = new WeakMap<object, string>();

/** Remembers the request id of errors, so that both the client and the log can quote it. */
export function noteRequestId(errors: readonly object[], requestId: string): void {
  for (const error of errors) requestIds.set(error, requestId);
}

/**
 * PostgreSQL's codes for text that it cannot store, which is the client's fault. A NUL is a protocol violation (08P01)
 * in a statement that the ORM wrote out in full, and an invalid byte sequence as a parameter.
 */
const unreadableText = new Set(['22021', '22P05', '08P01']);

/** Codes for values that no column can store: a day that does not exist, an infinite number, an invalid id. */
const outOfRange = new Set(['22003', '22007', '22008', '22P02', '22023']);

/** Returns a message if PostgreSQL refused a value that the client sent; undefined for every other error. */
function valueFault(error: unknown): string | undefined {
  const code = (error as { code?: string } | null)?.code ?? '';
  if (unreadableText.has(code) && !isPoolerFault(error)) return 'A text holds a character that cannot be kept (NUL)';
  return outOfRange.has(code) ? 'A value is beyond what can be kept; check dates, numbers and ids' : undefined;
}

/** The log for faults. */
type FaultLog = Pick<FastifyBaseLogger, 'warn' | 'error'>;

/**
 * Returns what a client may see of an error: its own fault in full, a fault of the gateway only with the request id.
 */
export function formatError(log: FaultLog) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = unwrapResolverError(error);
    const fault = valueFault(cause);
    if (fault) {
      log.warn({ err: cause }, 'A value reached PostgreSQL unchecked');
      return { ...formatted, message: fault, extensions: badInput };
    }
    if (isTooLong(cause)) {
      const { message, extensions } = new TookTooLong();
      return { ...formatted, message, extensions };
    }
    const code = formatted.extensions?.['code'];
    if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR') return withoutInside(formatted, code);
    const busy = asUnavailable(cause);
    if (busy) return unavailable(formatted, busy, log);
    return internal(formatted, cause, requestIds.get(error as object) ?? randomUUID(), log);
  };
}

const badInput = { code: 'BAD_USER_INPUT' };

const silent: FaultLog = { warn: () => undefined, error: () => undefined };
const formatSilently = formatError(silent);

/** Returns the code that `formatError` shows for an error, without logging it. */
export function shownCode(error: GraphQLError): string {
  return String(formatSilently(error.toJSON(), error).extensions?.['code']);
}

/** Whether PostgreSQL cancelled a statement or ended a transaction because of a time limit. */
function isTooLong(cause: unknown): boolean {
  const { code, message = '' } = (cause ?? {}) as { code?: string; message?: string };
  return code === '25P04' || (code === '57014' && message.includes('statement timeout'));
}

function unavailable(
  { path, locations }: GraphQLFormattedError,
  { message, retryAfter, cause }: Unavailable,
  log: FaultLog,
): GraphQLFormattedError {
  if (cause) log.warn({ err: cause }, 'The database did not answer a request');
  return { message, path, locations, extensions: { code: 'UNAVAILABLE', retryAfter } };
}

function internal(
  { path, locations }: GraphQLFormattedError,
  cause: unknown,
  requestId: string,
  log: FaultLog,
): GraphQLFormattedError {
  log.error({ err: cause, requestId }, 'A request failed');
  const message = `Something went wrong on our side; tell us the request id ${requestId}`;
  return { message, path, locations, extensions: { code: 'INTERNAL', requestId } };
}

/** Apollo's codes for documents that cannot be parsed or validated; clients receive BAD_USER_INPUT. */
const clientFaults: Record<string, string> = {
  GRAPHQL_PARSE_FAILED: 'BAD_USER_INPUT',
  GRAPHQL_VALIDATION_FAILED: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  BAD_REQUEST: 'BAD_USER_INPUT',
};

function withoutInside(formatted: GraphQLFormattedError, code: string): GraphQLFormattedError {
  const { stacktrace: _, http: __, ...extensions } = formatted.extensions ?? {};
  return { ...formatted, extensions: { ...extensions, code: clientFaults[code] ?? code } };
}

/** Answers a request whose URL cannot be parsed, in the same form as other errors. No route handles such a request. */
export function answerUnreadable(error: FastifyError, _: unknown, reply: FastifyReply): void {
  const { statusCode = 400, message } = error;
  void reply.code(statusCode).send({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] });
}

/** Makes all routes answer errors in one form: `{ errors: [{ message, extensions: { code } }] }`. */
export function answerErrors(
  app: FastifyInstance,
  onFailure: (request: FastifyRequest, shown: GraphQLFormattedError) => void,
): void {
  app.setErrorHandler<FastifyError | GraphQLError | RouteRefused>((error, request, reply) => {
    const answer = (status: number, shown: GraphQLFormattedError) => {
      onFailure(request, shown);
      return sendError(request, reply, status, shown);
    };
    const busy = asUnavailable(error);
    if (busy) {
      reply.header('retry-after', busy.retryAfter);
      return answer(503, unavailable({ message: '' }, busy, request.log));
    }
    const fault = valueFault(error);
    if (fault) {
      request.log.warn({ err: error }, 'A value reached PostgreSQL unchecked');
      return answer(400, { message: fault, extensions: badInput });
    }
    const status = statusOf(error, request);
    if (status === 401) reply.header('www-authenticate', 'Bearer');
    if (error instanceof GraphQLError && error.extensions['retryAfter']) {
      reply.header('retry-after', String(error.extensions['retryAfter']));
    }
    if (status < 500) return answer(status, { message: error.message, extensions: extensionsOf(error, status) });
    return answer(status, internal({ message: '' }, error, request.id, request.log));
  });
  app.setNotFoundHandler((request, reply) => {
    const message = `There is nothing at ${request.method} ${request.url.split('?')[0]}`;
    return sendError(request, reply, 404, { message, extensions: { code: 'NOT_FOUND' } });
  });
}

/** Sends an error in the client's language; on GraphQL routes also with the media type that GraphQL would have used. */
function sendError(request: FastifyRequest, reply: FastifyReply, status: number, error: GraphQLFormattedError) {
  const type = request.routeOptions.url?.startsWith('/graphql') ? graphqlMediaType(request) : jsonType;
  const language = languageOf(request.headers['accept-language']);
  // Fastify serializes only media types that it knows as JSON, so the body is serialized here.
  return reply
    .code(status)
    .type(type)
    .send(JSON.stringify({ errors: [localizeError(language, error)] }));
}

function extensionsOf(error: FastifyError | GraphQLError | RouteRefused, status: number): Record<string, unknown> {
  if (error instanceof RouteRefused) return { code: error.code };
  const { http: _, ...extensions } = error instanceof GraphQLError ? error.extensions : {};
  return { code: codeOfStatus[status] ?? 'BAD_USER_INPUT', ...extensions };
}

/** Codes that mean that the client disconnected during its request. */
const disconnects = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_DESTROYED',
]);

export function statusOf(error: FastifyError | GraphQLError | RouteRefused, request: FastifyRequest): number {
  if (error instanceof GraphQLError) return (error.extensions['http'] as { status?: number })?.status ?? 500;
  if (error.statusCode === undefined && disconnects.has(error.code) && request.raw.destroyed) return 400;
  return error.statusCode ?? 500;
}
