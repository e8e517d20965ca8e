import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import {
  type LineOrder,
  lineOrders,
  type Orders,
  type PackedLines,
  type ReleaseLines,
  unpackLines,
} from './release-lines.js';

const batch = 5_000;
/** Maximum number of cached searches and counts. */
const max = 64;

export async function readRelease(em: EntityManager, releaseId: string): Promise<ReleaseLines> {
  const lines = await readLines(em, releaseId);
  const orders = await readOrders(em, releaseId, lines.ranks);
  return { ...lines, orders, searches: new LRUCache({ max }), counts: new LRUCache({ max }) };
}

const packed = (text: ReturnType<typeof sql>) =>
  sql`string_agg(convert_to(${text}, 'UTF8') || '\\x00', ''::bytea order by rank)`;

const folded = sql`split_part(search_key, E'\\n', 1)`;

async function readLines(em: EntityManager, releaseId: string) {
  const parts: PackedLines[] = [];
  for (let after = 0; ;) {
    const { rows } = await sql<PackedLines & { last: number | null }>`
      select count(*)::int as count, max(rank) as last,
        string_agg(int4send(rank), ''::bytea order by rank) as ranks,
        string_agg(float8send((amount * 100)::float8), ''::bytea order by rank) as fen,
        string_agg(uuid_send(id), ''::bytea order by rank) as keys,
        ${packed(sql`name`)} as names, ${packed(folded)} as folded,
        ${packed(sql`substr(search_key, length(${folded}) + 2)`)} as phonetic,
        ${packed(sql`credit_code`)} as "creditCodes", ${packed(sql`region_code`)} as regions,
        ${packed(sql`array_to_string(qualification_kinds, ',')`)} as kinds,
        ${packed(sql`array_to_string(product_codes, ',')`)} as products
      from (select * from recipient where release_id = ${releaseId}::uuid and rank > ${after}
        order by rank limit ${batch}) as lines`.execute(em.getKysely());
    const [part] = rows;
    if (!part?.last) return unpackLines(parts);
    parts.push(part);
    after = part.last;
  }
}

const keysOf: Record<LineOrder, ReturnType<typeof sql>> = {
  RANK: sql`rank`,
  AMOUNT_ASC: sql`amount, rank`,
  NAME: sql`name, rank`,
  CREDIT_CODE: sql`credit_code`,
};

/** Reads the orders from the database, so that names are in the database's collation. */
async function readOrders(em: EntityManager, releaseId: string, ranks: Uint32Array): Promise<Orders> {
  const placeOf = new Uint32Array((ranks.at(-1) ?? 0) + 1);
  ranks.forEach((rank, place) => (placeOf[rank] = place));
  const read = async (order: LineOrder) => {
    // Four bytes per rank: as a PostgreSQL array, 200,000 ranks would be parsed digit by digit.
    const { rows } = await sql<{ ranks: Buffer | null }>`
      select string_agg(int4send(rank), ''::bytea order by ${keysOf[order]}) as ranks
      from recipient where release_id = ${releaseId}::uuid`.execute(em.getKysely());
    const packed = rows[0]?.ranks ?? Buffer.alloc(0);
    const places = Uint32Array.from(ranks, (_, position) => placeOf[packed.readUInt32BE(position * 4)] as number);
    const positions = new Uint32Array(places.length);
    places.forEach((place, position) => (positions[place] = position));
    return { places, positions };
  };
  const orders: Partial<Orders> = {};
  for (const order of lineOrders) orders[order] = await read(order);
  return orders as Orders;
}
