import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Milliseconds between two checks, the number of checks in a window, and the bytes that have to move in a window. */
const interval = 2_000;
const window = 5;
const leastBytes = 4 * 1024;

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  /** Bytes that had moved at the start of the window, and the number of checks since then. */
  moved: number;
  looks: number;
}

/**
 * Destroys a connection whose client neither sends its body nor reads its answer at the minimum rate, because it
 * occupies memory and file handles.
 */
export function watchTransferRates(app: FastifyInstance): void {
  const open = new Set<Exchange>();
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  const look = () => {
    if (open.size === 0) stop();
    for (const exchange of open) if (isTooSlow(exchange)) exchange.request.socket.destroy();
  };
  app.addHook('onRequest', (request, reply, done) => {
    const exchange = { request: request.raw, response: reply.raw, moved: 0, looks: -1 };
    open.add(exchange);
    timer ??= setInterval(look, interval).unref();
    reply.raw.once('close', () => open.delete(exchange));
    done();
  });
  app.addHook('onClose', async () => stop());
}

/** Checks one exchange. Time in which the gateway itself is working does not count. */
export function isTooSlow(exchange: Exchange): boolean {
  const moved = waitsForClient(exchange);
  if (moved === undefined || exchange.looks < 0) {
    exchange.looks = moved === undefined ? -1 : 0;
    exchange.moved = moved ?? 0;
    return false;
  }
  exchange.looks += 1;
  if (exchange.looks < window) return false;
  const tooSlow = moved - exchange.moved < leastBytes;
  exchange.looks = 0;
  exchange.moved = moved;
  return tooSlow;
}

/** Returns the bytes that have moved so far, if the gateway waits for the client; otherwise undefined. */
function waitsForClient({ request, response }: Exchange): number | undefined {
  const { socket } = request;
  const readsBody = request.readableFlowing !== false && request.readableLength < request.readableHighWaterMark;
  if (!request.complete && readsBody) return socket.bytesRead;
  if (socket.writableLength > 0 || response.writableLength > 0) return socket.bytesWritten - socket.writableLength;
  return undefined;
}
