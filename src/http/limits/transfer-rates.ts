import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Milliseconds between two looks, and the bytes that have to move in a window of this many looks. */
const interval = 2_000;
const window = 5;
const leastBytes = 4 * 1024;

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  /** Bytes that had moved at the begin of the window, and how many looks ago that was. */
  moved: number;
  looks: number;
}

/**
 * Ends an exchange whose client neither sends its body nor reads its answer at a least rate. A slow client of that kind
 * holds memory and file handles for nothing.
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

/** Looks at one exchange. Time in which we are at work ourselves does not count. */
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

/** The bytes that have moved so far, while the client is the one that we wait for. */
function waitsForClient({ request, response }: Exchange): number | undefined {
  const { socket } = request;
  const readsBody = request.readableFlowing !== false && request.readableLength < request.readableHighWaterMark;
  if (!request.complete && readsBody) return socket.bytesRead;
  if (socket.writableLength > 0 || response.writableLength > 0) return socket.bytesWritten - socket.writableLength;
  return undefined;
}
