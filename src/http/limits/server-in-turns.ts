import { randomUUID } from 'node:crypto';
import http, { type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { FastifyHttpOptions } from 'fastify';
import type { Language } from '../../kernel/errors/refusal.js';
import { languageOf } from '../accept-language.js';
import { graphqlMediaType, jsonType } from '../graphql-media-type.js';
import { localizeError } from '../errors/localize-error.js';
import type { RequestTurns } from './request-turns.js';
import { tooBusy } from './too-busy.js';

/** A body up to this many bytes is read although its request is refused, so that the connection can be used again. */
const mostDiscarded = 64 * 1024;

/** A body up to this many bytes is looked at before routing. */
const mostPeeked = 8 * 1024;

/** Requests of monitors are served at once. */
const probes = ['/healthz', '/readyz', '/metrics'];

function textIn(language: Language): string {
  const { message, retryAfter, extensions } = tooBusy;
  const error = { message, extensions: { code: extensions['code'], retryAfter } };
  return JSON.stringify({ errors: [localizeError(language, error)] });
}

const texts = { zh: textIn('zh'), en: textIn('en') };
const lengths = { zh: Buffer.byteLength(texts.zh), en: Buffer.byteLength(texts.en) };

/** Refuses a request before routing, which takes a tenth of the work of serving it. */
function turnAway(request: IncomingMessage, response: ServerResponse, id: string): void {
  const { headers, url } = request;
  const isLong = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > mostDiscarded;
  // If the connection were closed while the body is still arriving, the client would lose the answer.
  request.resume();
  const language = languageOf(headers['accept-language']);
  response
    .writeHead(503, {
      'content-type': url?.startsWith('/graphql') ? graphqlMediaType(request) : jsonType,
      // With this header, head and body are sent in one write.
      'content-length': lengths[language],
      'retry-after': String(tooBusy.retryAfter),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'Retry-After, X-Request-Id',
      'x-request-id': id,
      ...(isLong && { connection: 'close' }),
    })
    .end(texts[language]);
}

/**
 * Returns the body of a request if all of it has arrived. The body remains readable for the code that serves the
 * request.
 */
function peek(request: IncomingMessage): Buffer | undefined {
  const length = Number(request.headers['content-length']);
  const body = length <= mostPeeked ? (request.read() as Buffer | null) : null;
  if (body === null) return undefined;
  request.unshift(body);
  return body.length === length ? body : undefined;
}

/** Creates the HTTP server for Fastify, in which requests start in turn. Calls `turnedAway` for refused requests. */
export function serverInTurns(turns: RequestTurns, turnedAway: (request: IncomingMessage, id: string) => void) {
  return (serve: RequestListener, options: FastifyHttpOptions<Server>): Server => {
    const server = http.createServer(options.http ?? {}, (request, response) => {
      if (probes.includes(request.url ?? '')) return serve(request, response);
      const client = turns.clientOf(request);
      const begin = () => serve(request, response);
      const refuse = () => {
        const id = randomUUID();
        turnAway(request, response, id);
        turnedAway(request, id);
      };
      const { early } = turns;
      if (request.headers.authorization !== undefined) return turns.run('tokens', client, begin, refuse);
      if (!early?.looksAt(request)) return turns.run('anybody', client, begin, refuse);
      const enter = () => void early.enter(request, client).then(beginIn, refuse);
      const beginIn = (leave: () => void) => {
        response.once('close', leave);
        if (response.destroyed) leave();
        else turns.count(client, begin);
      };
      // The body of a small request arrives together with its head.
      process.nextTick(() => {
        const isNew = turns.count(client, () => early.isNew(request, peek(request)));
        if (isNew) turns.run('newDocuments', client, enter, refuse);
        else turns.run('anybody', client, begin, refuse);
      });
    });
    server.keepAliveTimeout = options.keepAliveTimeout as number;
    server.requestTimeout = options.requestTimeout as number;
    server.setTimeout(options.connectionTimeout);
    return server;
  };
}
