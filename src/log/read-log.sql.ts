import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { tileWidth, type TileReader } from './merkle.js';

/** Reads tiles from the database. An incomplete tile yields fewer hashes, and no proof. */
export function databaseTiles(em: EntityManager): TileReader {
  return async (level, tile, width) => {
    const first = tile * tileWidth;
    const hashes = level === 0 ? sql`log_leaf where true` : sql`log_node where level = ${level}`;
    const { rows } = await sql<{ hashes: Buffer | null }>`
      select string_agg(hash, ''::bytea order by position) as hashes
      from ${hashes} and position >= ${first} and position < ${first + width}`.execute(em.getKysely());
    return rows[0]?.hashes ?? new Uint8Array();
  };
}

export interface LoggedLine {
  position: string;
  entry: string;
}

/** Returns the position of a line in the log; undefined before it was appended. */
export async function loggedLine(em: EntityManager, recipientId: string): Promise<LoggedLine | undefined> {
  const { rows } = await sql<LoggedLine>`
    select position, entry from log_leaf where recipient_id = ${recipientId}::uuid`.execute(em.getKysely());
  return rows[0];
}
