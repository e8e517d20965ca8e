import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RouteRefused } from '../../kernel/route-refused.js';

/** The largest JSON body of a client without a token, and of one with a token, in bytes. */
export const largestAnonymousBody = 128 * 1024;
export const largestBody = 2 * 1024 * 1024;

export interface JsonLimits {
  /** Objects and lists within each other. */
  depth: number;
  /** Values in all lists and objects together. */
  values: number;
}

export const jsonLimits: JsonLimits = { depth: 32, values: 100_000 };
export const anonymousJsonLimits: JsonLimits = { depth: 32, values: 5_000 };

export function isAnonymous({ headers }: FastifyRequest): boolean {
  return headers.authorization === undefined;
}

/**
 * Reads JSON bodies within limits that depend on whether the client has a token. The text is scanned before it is
 * parsed: a scan takes milliseconds for the largest body, whatever it holds.
 */
export function parseJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser(
    ['application/json', 'application/graphql-response+json'],
    { parseAs: 'buffer', bodyLimit: largestBody },
    (request, body: Buffer, done) => {
      const anonymous = isAnonymous(request);
      if (anonymous && body.length > largestAnonymousBody) return done(tooLarge(largestAnonymousBody));
      if (!isUtf8(body)) return done(new RouteRefused(400, 'The body is not UTF-8'));
      const text = body.toString('utf8');
      const fault = scanJson(text, anonymous ? anonymousJsonLimits : jsonLimits);
      if (fault) return done(new RouteRefused(400, fault));
      return void parse(request, text, done);
    },
  );
  // After the limits of its client, and before anything of the body is read.
  app.addHook('preParsing', async (request, reply) => {
    const { 'content-length': length, 'content-encoding': coding, 'content-type': type = '' } = request.headers;
    if (coding !== undefined && coding.toLowerCase() !== 'identity') {
      throw new RouteRefused(415, `Send the body without Content-Encoding; ${printable(coding)} is not decoded`);
    }
    if (!/^application\/(?:(?:[\w.-]+\+)?json|x-www-form-urlencoded)\b/i.test(type)) return;
    const charset = /;\s*charset="?([^\s";]+)/i.exec(type)?.[1];
    if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
      throw new RouteRefused(415, `JSON and forms are sent in UTF-8; ${printable(charset)} is not decoded`);
    }
    if (length === undefined || !isAnonymous(request) || Number(length) <= largestAnonymousBody) return;
    // Nor is the rest of it read.
    reply.header('connection', 'close');
    throw tooLarge(largestAnonymousBody);
  });
}

/** What is too deep or too much in a JSON text; undefined where nothing is. Whether it is JSON, the parser tells. */
export function scanJson(text: string, { depth, values }: JsonLimits): string | undefined {
  let level = 0;
  let count = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 92) at += 1;
      else if (code === 34) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 91 || code === 123) {
      if ((level += 1) > depth) return `JSON may be nested ${depth} levels deep`;
      count += 1;
    } else if (code === 93 || code === 125) level -= 1;
    else if (code === 44) count += 1;
    if (count > values) return `JSON may hold ${values} values`;
  }
  return undefined;
}

function tooLarge(largest: number): RouteRefused {
  return new RouteRefused(413, `The body may have ${largest / 1024} kB without a token`);
}

function printable(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, '?').slice(0, 40);
}
