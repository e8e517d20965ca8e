import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import {
  createSourceEventStream,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import { type SubscribePayload } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Context } from '../identity/context.js';
import type { Revocations } from '../identity/revocations.js';
import type { Viewer } from '../identity/viewer.js';
import { formatError, nameRequest } from './errors.js';
import { checkComplexity } from './limits.js';
import { recordRefusals } from './record-refusals.js';
import { type ContextFactory, languageOf } from './request-context.js';

interface Connection extends Record<PropertyKey, unknown> {
  viewer: Viewer;
  expiry?: NodeJS.Timeout;
  /** Stops watching the token. */
  forget?: () => void;
}

/** Why we end a socket, besides the codes of graphql-transport-ws. A client signs in again, or asks its user to. */
export const closeCode = { tokenExpired: 4440, tokenRevoked: 4441 };

type Parameters = { authorization?: unknown; Authorization?: unknown } | undefined;

const largestMessage = 1024 * 1024;

/** GraphQL over WebSocket (graphql-transport-ws) on the gateway's own port; `stop` ends every socket. */
export function serveWebSockets(
  app: FastifyInstance,
  schema: GraphQLSchema,
  contexts: ContextFactory,
  revocations: Revocations,
): { stop: () => Promise<void> } {
  const server = new WebSocketServer({ server: app.server, path: '/graphql', maxPayload: largestMessage });
  const format = formatError(app.log);
  const disposable = useServer<Parameters, Connection>(
    {
      schema,
      onConnect: (socket) =>
        admit(socket.extra as Extra & Connection, socket.connectionParams, contexts, revocations, app.log),
      onDisconnect: ({ extra }) => extra.forget?.(),
      context: ({ extra }) =>
        contexts.create(extra.viewer as Viewer, languageOf(extra.request.headers['accept-language']), {
          ip: extra.request.socket.remoteAddress ?? '',
        }),
      onSubscribe: (_, __, payload) => check(schema, payload),
      onError: (_, __, ___, errors) => errors.map((error) => shown(error as GraphQLError)),
      onNext: (_, __, ___, ____, result) => ({ ...result, ...(result.errors && { errors: result.errors.map(shown) }) }),
      execute: (args) => executeAfresh(contexts, args),
      subscribe: (args) => subscribe(contexts, args),
    },
    server,
  );
  function shown(error: GraphQLError): GraphQLFormattedError {
    // What graphql-js itself refuses before it runs anything is the client's fault.
    const ofClient = !error.originalError && !error.path && !error.extensions['code'];
    return format(ofClient ? { ...error.toJSON(), extensions: { code: 'BAD_USER_INPUT' } } : error.toJSON(), error);
  }
  return { stop: async () => disposable.dispose() };
}

/** The token comes with the first message, since browsers cannot set headers on a socket; it ends with the token. */
async function admit(
  extra: Extra & Connection,
  parameters: Parameters,
  contexts: ContextFactory,
  revocations: Revocations,
  log: FastifyBaseLogger,
): Promise<boolean> {
  const given = parameters?.authorization ?? parameters?.Authorization ?? extra.request.headers.authorization;
  try {
    extra.viewer = await contexts.authenticate(given === undefined ? undefined : String(given));
  } catch (error) {
    if (!(error instanceof GraphQLError)) log.error({ err: error }, 'Admitting a socket failed');
    return false;
  }
  endWithToken(extra);
  endWhenRevoked(extra, revocations);
  return true;
}

/** setTimeout counts in 32 bits; a token that lives longer is looked at again. */
const longestTimeout = 2 ** 31 - 1;

function endWithToken(extra: Extra & Connection): void {
  const { expiresAt } = extra.viewer;
  if (!expiresAt) return;
  const rest = expiresAt.getTime() - Date.now();
  extra.expiry = setTimeout(
    () => (rest > longestTimeout ? endWithToken(extra) : extra.socket.close(closeCode.tokenExpired, 'Token expired')),
    Math.min(Math.max(rest, 0), longestTimeout),
  );
  extra.expiry.unref();
}

/** Signed out, the role taken away, the credential or the consent revoked: the socket ends, whatever it follows. */
function endWhenRevoked(extra: Extra & Connection, revocations: Revocations): void {
  const { credential } = extra.viewer;
  const stopWatching = credential
    ? revocations.onChange(() => {
        if (revocations.has(credential)) extra.socket.close(closeCode.tokenRevoked, 'Token revoked');
      })
    : () => undefined;
  extra.forget = () => {
    stopWatching();
    clearTimeout(extra.expiry);
  };
}

function check(
  schema: GraphQLSchema,
  { query, variables, operationName }: SubscribePayload,
): GraphQLError[] | undefined {
  try {
    const document = parse(query);
    const faults = validate(schema, document);
    if (faults.length > 0) return [...faults];
    checkComplexity(schema, document, variables ?? {}, operationName ?? undefined);
    return undefined;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

/** Each operation, and each event of a subscription, sees the database as it is then, with its own snapshot. */
async function executeAfresh(contexts: ContextFactory, args: ExecutionArgs): Promise<ExecutionResult> {
  const { viewer, language, address } = args.contextValue as Context;
  const context = contexts.create(viewer, language, { ip: address });
  try {
    const result = await execute({ ...args, contextValue: context });
    nameRequest(result.errors ?? [], context.requestId);
    await recordRefusals(context, result.errors ?? []);
    return result;
  } finally {
    await context.db.end();
    await context.system.end();
  }
}

async function subscribe(
  contexts: ContextFactory,
  args: ExecutionArgs,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source;
  const events = source[Symbol.asyncIterator]();
  const results: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      const event = await events.next();
      if (event.done) return { done: true, value: undefined };
      return { done: false, value: await executeAfresh(contexts, { ...args, rootValue: event.value }) };
    },
    return: async () => {
      await events.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => results,
  };
  return results;
}
