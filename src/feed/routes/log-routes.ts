import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseGlobalId } from '../../kernel/values/global-id.js';
import { RouteRefused } from '../../kernel/errors/route-refused.js';
import type { LogKey } from '../../log/log-key.js';
import { consistencyProof, inclusionProof, tileWidth, widthOf } from '../../log/merkle.js';
import { toBase64 } from '../../log/signed-note.js';
import type { FeedDatabase } from '../feed-database.js';
import { immutable, sendBytes } from '../send.js';
import { published } from './feed-parts.js';
import { findLine, newestCheckpoint, readEntries, tilesOf } from './log-rows.sql.js';

const plain = 'text/plain; charset=utf-8';

/**
 * Serves `/feed/log`: the signed log as static files (C2SP tlog-tiles), and proofs for clients that do not compute
 * them.
 */
export function logRoutes(app: FastifyInstance, database: FeedDatabase, key: LogKey): void {
  app.get('/feed/log/key', published, (request, reply) =>
    sendBytes(request, reply, { body: `${key.verifierKey}\n`, type: plain }),
  );
  app.get('/feed/log/checkpoint', published, async (request, reply) => {
    const { note } = await newestCheckpoint(database);
    return sendBytes(request, reply, { body: note, type: plain });
  });
  app.get<{ Params: { '*': string } }>('/feed/log/tile/*', published, async (request, reply) => {
    const body = await readTile(database, request.params['*']);
    return sendBytes(request, reply, { body, type: 'application/octet-stream', cache: immutable });
  });
  app.get<{ Params: { id: string } }>('/feed/recipients/:id/proof', published, async (request, reply) =>
    sendProof(request, reply, await proofOfLine(database, request.params.id)),
  );
  app.get('/feed/log/consistency', published, async (request, reply) =>
    sendProof(request, reply, await proofOfGrowth(database, request)),
  );
}

function sendProof(request: FastifyRequest, reply: FastifyReply, proof: object) {
  return sendBytes(request, reply, { body: JSON.stringify(proof), type: 'application/json; charset=utf-8' });
}

async function readTile(database: FeedDatabase, path: string): Promise<Uint8Array> {
  const wanted = parseTilePath(path);
  const size = wanted && Number((await newestCheckpoint(database)).size);
  const width = wanted && (wanted.width ?? tileWidth);
  if (!wanted || !width || width > widthOf(size ?? 0, Math.max(wanted.level, 0), wanted.tile)) {
    throw new RouteRefused(404, 'The log has no such tile');
  }
  const { level, tile } = wanted;
  return level < 0 ? readEntries(database, tile, width) : tilesOf(database)(level, tile, width);
}

/** Returns the proof that a line is in the log. */
async function proofOfLine(database: FeedDatabase, id: string): Promise<object> {
  const parsed = parseGlobalId(id);
  const line = parsed?.type === 'Recipient' ? await findLine(database, parsed.key) : undefined;
  if (!line) throw new RouteRefused(404, 'There is no such line in the log');
  const { size, note } = await newestCheckpoint(database);
  const proof = await inclusionProof(tilesOf(database), Number(line.position), Number(size));
  return {
    entry: line.entry,
    leafIndex: Number(line.position),
    treeSize: Number(size),
    inclusionProof: proof.map(toBase64),
    checkpoint: note,
  };
}

/** Returns the proof that the log of one size starts with the log of a smaller size. */
async function proofOfGrowth(database: FeedDatabase, request: FastifyRequest): Promise<object> {
  const { size, note } = await newestCheckpoint(database);
  const from = sizeParameter(request, 'from', Number(size));
  const to = sizeParameter(request, 'to', Number(size), Number(size));
  if (from > to) throw new RouteRefused(400, 'from: has to be at most `to`');
  const proof = (await consistencyProof(tilesOf(database), from, to)).map(toBase64);
  return { from, to, consistencyProof: proof, ...(to === Number(size) && { checkpoint: note }) };
}

/** Parses `<level>/<N>[.p/<W>]`, with N in groups of three digits as `x001/x234/067`; level −1 represents `entries`. */
export function parseTilePath(text: string): { level: number; tile: number; width?: number } | undefined {
  const match = /^(entries|\d|[1-5]\d|6[0-3])\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(text);
  if (!match) return undefined;
  const [, level, path = '', width] = match;
  const tile = Number(path.replaceAll(/[x/]/g, ''));
  if (width !== undefined && Number(width) >= tileWidth) return undefined;
  return { level: level === 'entries' ? -1 : Number(level), tile, ...(width && { width: Number(width) }) };
}

function sizeParameter({ query }: FastifyRequest, name: string, size: number, usual?: number): number {
  const text = (query as Record<string, string | undefined>)[name];
  if (text === undefined && usual !== undefined) return usual;
  const value = Number(text);
  if (!/^\d{1,15}$/.test(text ?? '') || value > size)
    throw new RouteRefused(400, `${name}: is a size from 0 to ${size}`);
  return value;
}
