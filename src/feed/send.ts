import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import parseRange from 'range-parser';
import { addressKey } from '../http/limits/client-key.js';
import { FairGate } from '../http/limits/gate/fair-gate.js';
import { whenSent } from '../http/limits/when-sent.js';
import { codingOf, etagOf, etagOfDigest, isKnown } from '../http/representation.js';
import type { ContentCoding, StoredFile } from './file-store.js';

export const immutable = 'public, max-age=31536000, immutable';

/**
 * Bytes that are read and sent in one piece: the work of many downloads depends on the number of pieces, not on their
 * size.
 */
const pieceSize = 256 * 1_024;

/**
 * From this size in bytes on, only a few files are sent to one address at once, because all of them are copied
 * concurrently.
 */
const large = 1_024 * 1_024;
const downloads = new FairGate({
  total: 200,
  perClient: 4,
  waitingPerClient: 64,
  waiting: 1_000,
  longestWait: 30_000,
});

export function codingFor(request: FastifyRequest, text: boolean): ContentCoding {
  return text ? codingOf(request, ['br', 'gzip']) : 'identity';
}

/** Sends a stored file with a strong ETag, digests (RFC 9530), one range (RFC 9110), 304 and 416. */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: StoredFile,
  coding: ContentCoding,
): Promise<FastifyReply> {
  const etag = etagOfDigest(Buffer.from(file.digest, 'base64'));
  reply.headers({ etag, vary: 'Accept-Encoding', 'accept-ranges': 'bytes', 'cache-control': immutable });
  reply.header('repr-digest', structured(file.digest));
  if (coding !== 'identity') reply.header('content-encoding', coding);
  if (isKnown(request, etag)) return reply.code(304).removeHeader('content-encoding').send();
  const range = rangeOf(request, file.size, etag);
  if (range === 'unsatisfiable') {
    return reply.code(416).removeHeader('content-encoding').header('content-range', `bytes */${file.size}`).send();
  }
  if (!range) {
    reply.headers({ 'content-digest': structured(file.digest), 'content-length': file.size });
    return sendContent(request, reply, file, { start: 0, end: file.size - 1 });
  }
  const { start, end } = range;
  const hash = createHash('sha256');
  await pipeline(fs.createReadStream(file.path, { start, end }), hash);
  reply.code(206).headers({
    'content-digest': structured(hash.digest('base64')),
    'content-length': end - start + 1,
    'content-range': `bytes ${start}-${end}/${file.size}`,
  });
  return sendContent(request, reply, file, range);
}

/** Sends the content. A large file waits for a turn of its address, which ends with the answer in any case. */
async function sendContent(
  request: FastifyRequest,
  reply: FastifyReply,
  { path }: StoredFile,
  { start, end }: { start: number; end: number },
): Promise<FastifyReply> {
  if (end - start >= large) {
    whenSent(reply, await downloads.enter(addressKey(request.ip)));
  }
  return reply.send(fs.createReadStream(path, { start, end: Math.max(start, end), highWaterMark: pieceSize }));
}

/** Sends content from memory, in the same way but without ranges. */
export function sendBytes(
  request: FastifyRequest,
  reply: FastifyReply,
  { body, type, cache = 'no-cache' }: { body: string | Uint8Array; type: string; cache?: string },
): FastifyReply {
  const bytes = Buffer.from(body as Uint8Array);
  const digest = createHash('sha256').update(bytes).digest('base64');
  const etag = etagOf(bytes);
  reply.headers({ etag, 'cache-control': cache });
  if (isKnown(request, etag)) return reply.code(304).send();
  return reply.header('content-digest', structured(digest)).type(type).send(bytes);
}

function structured(digest: string): string {
  return `sha-256=:${digest}:`;
}

/** Returns the requested range. Several ranges are answered with the whole file, as the standard allows. */
function rangeOf({ headers }: FastifyRequest, size: number, etag: string) {
  const wanted = headers.range;
  const condition = headers['if-range'];
  if (!wanted || (condition !== undefined && condition !== etag)) return undefined;
  const ranges = parseRange(size, wanted);
  if (ranges === -1) return 'unsatisfiable';
  if (ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return undefined;
  return ranges[0];
}
