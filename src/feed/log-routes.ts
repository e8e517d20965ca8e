import { sql } from 'kysely';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseGlobalId } from '../kernel/values/global-id.js';
import { RouteRefused } from '../kernel/errors/route-refused.js';
import type { LogKey } from '../log/log-key.js';
import { consistencyProof, inclusionProof, tileWidth, type TileReader, widthOf } from '../log/merkle.js';
import { toBase64 } from '../log/signed-note.js';
import type { FeedDatabase } from './feed-database.js';
import { immutable, sendBytes } from './send.js';
import { openTo } from '../http/route-access.js';

const published = openTo('What is published is open to anybody, without an account.');

const plain = 'text/plain; charset=utf-8';

/** `/feed/log`: the signed log as static files (C2SP tlog-tiles), and proofs for those who do not want to calculate. */
export function logRoutes(app: FastifyInstance, database: FeedDatabase, key: LogKey): void {
  app.get('/feed/log/key', published, (request, reply) =>
    sendBytes(request, reply, { body: `${key.verifierKey}\n`, type: plain }),
  );

  app.get('/feed/log/checkpoint', published, async (request, reply) => {
    const { note } = await newest();
    return sendBytes(request, reply, { body: note, type: plain });
  });

  app.get<{ Params: { '*': string } }>('/feed/log/tile/*', published, async (request, reply) => {
    const wanted = parseTilePath(request.params['*']);
    const size = wanted && Number((await newest()).size);
    const width = wanted && (wanted.width ?? tileWidth);
    if (!wanted || !width || width > widthOf(size ?? 0, Math.max(wanted.level, 0), wanted.tile)) {
      throw new RouteRefused(404, 'The log has no such tile');
    }
    const body = wanted.level < 0 ? await entries(wanted.tile, width) : await tiles(wanted.level, wanted.tile, width);
    return sendBytes(request, reply, { body, type: 'application/octet-stream', cache: immutable });
  });

  app.get<{ Params: { id: string } }>('/feed/recipients/:id/proof', published, async (request, reply) => {
    const parsed = parseGlobalId(request.params.id);
    const [line] =
      parsed?.type === 'Recipient'
        ? await database.rows(sql<{ position: string; entry: string }>`
            select leaf_position as position, entry from recipient where id = ${parsed.key}::uuid`)
        : [];
    if (!line) throw new RouteRefused(404, 'There is no such line in the log');
    const { size, note } = await newest();
    const proof = await inclusionProof(tiles, Number(line.position), Number(size));
    const body = {
      entry: line.entry,
      leafIndex: Number(line.position),
      treeSize: Number(size),
      inclusionProof: proof.map(toBase64),
      checkpoint: note,
    };
    return sendBytes(request, reply, { body: JSON.stringify(body), type: 'application/json; charset=utf-8' });
  });

  app.get('/feed/log/consistency', published, async (request, reply) => {
    const { size, note } = await newest();
    const from = sizeParameter(request, 'from', Number(size));
    const to = sizeParameter(request, 'to', Number(size), Number(size));
    if (from > to) throw new RouteRefused(400, 'from: has to be at most `to`');
    const proof = (await consistencyProof(tiles, from, to)).map(toBase64);
    const body = { from, to, consistencyProof: proof, ...(to === Number(size) && { checkpoint: note }) };
    return sendBytes(request, reply, { body: JSON.stringify(body), type: 'application/json; charset=utf-8' });
  });

  async function newest(): Promise<{ size: string; note: string }> {
    const [checkpoint] = await database.rows(sql<{ size: string; note: string }>`
      select size::text, note from log_checkpoint order by id desc limit 1`);
    if (!checkpoint) throw new RouteRefused(404, 'The log has no checkpoint yet; ask again in a moment');
    return checkpoint;
  }

  const tiles: TileReader = async (level, tile, width) => {
    const first = tile * tileWidth;
    const from = level === 0 ? sql`log_leaf where true` : sql`log_node where level = ${level}`;
    const [row] = await database.rows(sql<{ hashes: Buffer | null }>`
      select string_agg(hash, ''::bytea order by position) as hashes
      from ${from} and position >= ${first} and position < ${first + width}`);
    return row?.hashes ?? new Uint8Array();
  };

  /** An entry bundle: each entry after its length in two bytes. */
  async function entries(tile: number, width: number): Promise<Buffer> {
    const first = tile * tileWidth;
    const rows = await database.rows(sql<{ entry: string }>`
      select entry from log_leaf where position >= ${first} and position < ${first + width} order by position`);
    return Buffer.concat(
      rows.flatMap(({ entry }) => {
        const bytes = Buffer.from(entry);
        const length = Buffer.alloc(2);
        length.writeUInt16BE(bytes.length);
        return [length, bytes];
      }),
    );
  }
}

/** `<level>/<N>[.p/<W>]`, N in groups of three digits as `x001/x234/067`; level −1 represents `entries`. */
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
