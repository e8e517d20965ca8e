import type { FastifyBaseLogger } from 'fastify';
import { type ExecutionArgs, GraphQLError } from 'graphql';
import { makeServer, type Server } from 'graphql-ws';
import type { Revocations } from '../../../access/token/revocations.js';
import { watchTokenEnd } from '../../../access/token/token-end.js';
import type { Viewer } from '../../../access/viewer.js';
import { asUnavailable } from '../../../database/database-fault.js';
import type { ContextFactory } from '../../../http/request-context.js';
import { OperationRefused } from '../../admission/operation-refused.js';
import { mostOperations, mostWritten, tooManyOperations } from '../../admission/socket-limits.js';
import { asGraphqlError } from '../live/live-errors.js';
import type { LiveOperations } from '../live/live-operations.js';
import type { TextReceiver } from '../live/text-receiver.js';
import { sendText } from './send-text.js';
import { closeCode, closeReason, type Connection, standardCode } from './socket-connection.js';
import { framesOf, nextMessage } from './socket-frames.js';

type Parameters = { authorization?: unknown; Authorization?: unknown; 'x-client-name'?: unknown } | undefined;

/** Returns the graphql-transport-ws server for the sockets of this gateway. */
export function protocolOf(
  operations: LiveOperations,
  contexts: ContextFactory,
  revocations: Revocations,
  log: FastifyBaseLogger,
): Server<Connection> {
  const shown = (error: GraphQLError, { language }: Connection) => operations.shown(error, language);
  const receivers = new WeakMap<ExecutionArgs, TextReceiver>();
  return makeServer<Parameters, Connection>({
    onConnect: ({ extra, connectionParams }) => admit(extra, connectionParams, contexts, revocations, log),
    onDisconnect: ({ extra }) => extra.forget?.(),
    onSubscribe: async ({ extra, subscriptions }, id, payload) => {
      if (Object.keys(subscriptions).length > mostOperations) return [tooManyOperations()];
      const { viewer, language, ip } = extra;
      const context = contexts.create(viewer as Viewer, language, { ip });
      try {
        const args = await operations.admit(context, payload, extra.client);
        receivers.set(args, receiverOf(extra, id));
        return args;
      } catch (error) {
        const errors = error instanceof OperationRefused ? error.errors : [asGraphqlError(error)];
        operations.countRefused(errors);
        return errors;
      }
    },
    onError: ({ extra }, __, ___, errors) => errors.map((error) => shown(error as GraphQLError, extra)),
    onNext: ({ extra }, __, ___, ____, result) => ({
      ...result,
      ...(result.errors && { errors: result.errors.map((error) => shown(error, extra)) }),
    }),
    execute: (args) => operations.run(args),
    subscribe: (args) => {
      const receiver = receivers.get(args);
      return receiver ? operations.subscribeInText(args, receiver) : operations.subscribe(args);
    },
  }) as Server<Connection>;
}

/**
 * Returns the receiver of one subscription. Texts for a whole audience are written to the underlying stream as frames.
 */
function receiverOf({ socket, stream }: Connection, id: string): TextReceiver {
  return {
    send: (payload) => sendText(socket, nextMessage(id, payload)),
    deliver: (texts) => {
      if (socket.readyState !== socket.OPEN) return false;
      return stream.write(framesOf(texts, id)) || stream.writableLength < mostWritten;
    },
  };
}

/**
 * Authenticates a socket. The token comes in the first message, since browsers cannot set headers on a socket. The
 * socket is closed when the token ends.
 */
async function admit(
  extra: Connection,
  parameters: Parameters,
  contexts: ContextFactory,
  revocations: Revocations,
  log: FastifyBaseLogger,
): Promise<boolean> {
  const named = parameters?.['x-client-name'];
  if (typeof named === 'string') extra.client = named;
  const given = parameters?.authorization ?? parameters?.Authorization ?? extra.authorization;
  try {
    extra.viewer = await contexts.authenticate(given === undefined ? undefined : String(given));
  } catch (error) {
    if (asUnavailable(error)) extra.socket.close(standardCode.tryAgainLater, 'Try again later');
    if (!(error instanceof GraphQLError)) log.error({ err: error }, 'Admitting a socket failed');
    return false;
  }
  if (extra.socket.readyState !== extra.socket.OPEN) return false;
  extra.forget = watchTokenEnd(extra.viewer, revocations, (why) =>
    extra.socket.close(closeCode[why], closeReason[why]),
  );
  return true;
}
