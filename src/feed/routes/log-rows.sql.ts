import { sql } from 'kysely';
import { RouteRefused } from '../../kernel/errors/route-refused.js';
import { type TileReader, tileWidth } from '../../log/merkle.js';
import type { FeedDatabase } from '../feed-database.js';

export interface Checkpoint {
  size: string;
  note: string;
}

export async function newestCheckpoint(database: FeedDatabase): Promise<Checkpoint> {
  const [checkpoint] = await database.rows(sql<Checkpoint>`
    select size::text, note from log_checkpoint order by id desc limit 1`);
  if (!checkpoint) throw new RouteRefused(404, 'The log has no checkpoint yet; ask again in a moment');
  return checkpoint;
}

/** Returns a line of a list with its position in the log. */
export async function findLine(
  database: FeedDatabase,
  id: string,
): Promise<{ position: string; entry: string } | undefined> {
  const [line] = await database.rows(sql<{ position: string; entry: string }>`
    select leaf_position as position, entry from recipient where id = ${id}::uuid`);
  return line;
}

export const tilesOf =
  (database: FeedDatabase): TileReader =>
  async (level, tile, width) => {
    const first = tile * tileWidth;
    const from = level === 0 ? sql`log_leaf where true` : sql`log_node where level = ${level}`;
    const [row] = await database.rows(sql<{ hashes: Buffer | null }>`
    select string_agg(hash, ''::bytea order by position) as hashes
    from ${from} and position >= ${first} and position < ${first + width}`);
    return row?.hashes ?? new Uint8Array();
  };

/** Returns an entry bundle: each entry after its length in two bytes. */
export async function readEntries(database: FeedDatabase, tile: number, width: number): Promise<Buffer> {
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
