import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RouteRefused } from '../../kernel/errors/route-refused.js';

/** Maximum size of a JSON body in bytes, without a token and with one. */
export const largestAnonymousBody = 128 * 1024;
export const largestBody = 2 * 1024 * 1024;

export interface JsonLimits {
  /** Maximum depth of nested objects and lists. */
  depth: number;
  /** Maximum number of values in all lists and objects together. */
  values: number;
}

/** Enough for the longest list in the schema and the rest of a request. */
export const jsonLimits: JsonLimits = { depth: 32, values: 40_000 };
export const anonymousJsonLimits: JsonLimits = { depth: 32, values: 5_000 };

/**
 * No list, object or text of the schema is larger (see `@constraint`), so a larger one is refused before parsing. An
 * escaped character of a text takes up to six characters in JSON.
 */
const mostItems = 10_000;
const mostNames = 1_000;
const longestText = 600_000;
const quote = 34;
const backslash = 92;

export function isAnonymous({ headers }: FastifyRequest): boolean {
  return headers.authorization === undefined;
}

/**
 * Parses JSON bodies within limits that depend on whether the client has a token. The text is scanned before it is
 * parsed; the scan takes milliseconds even for the largest body.
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
  // Runs after the rate limits of the client, and before the body is read.
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
    // The rest of the body is not read either.
    reply.header('connection', 'close');
    throw tooLarge(largestAnonymousBody);
  });
}

/**
 * Returns why a JSON text exceeds the limits; undefined if it does not. The scan does not check that the text is valid
 * JSON: the parser does.
 */
export function scanJson(text: string, { depth, values }: JsonLimits): string | undefined {
  /** For each open list or object: how many members it has so far. */
  const members: { count: number; most: number }[] = [];
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      const end = endOfString(text, at);
      if (end - at > longestText) return `A text in JSON may have ${longestText} characters`;
      at = end;
    } else if (code === 91 || code === 123) {
      if (members.length >= depth) return `JSON may be nested ${depth} levels deep`;
      members.push({ count: 1, most: code === 91 ? mostItems : mostNames });
      count += 1;
    } else if (code === 93 || code === 125) members.pop();
    else if (code === 44) {
      count += 1;
      const open = members.at(-1);
      if (open && (open.count += 1) > open.most)
        return `A list in JSON may have ${mostItems} items, an object ${mostNames}`;
    }
    if (count > values) return `JSON may hold ${values} values`;
  }
  return undefined;
}

/**
 * Returns the index of the quote that ends a string, or the length of the text. It searches for quotes only, which is
 * faster than looking at each character.
 */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (text.charCodeAt(before - 1) === backslash) before -= 1;
    // A quote after an odd number of backslashes is part of the string.
    if ((end - before) % 2 === 0) return end;
  }
  return text.length;
}

function tooLarge(largest: number): RouteRefused {
  return new RouteRefused(413, `The body may have ${largest / 1024} kB without a token`);
}

function printable(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, '?').slice(0, 40);
}
