import { globalId } from '../kernel/values/global-id.js';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { RequestTransaction } from '../database/session/request-transaction.js';
import {
  type LineOrder,
  lineOrders,
  type Names,
  type Orders,
  type PackedLines,
  type RecipientList,
  unpackLines,
} from './recipient-list.js';
import { named } from '../database/schema/columns.js';
import { idOfRulesInForce } from '../programme/rules-in-force.js';

/** Larger lists are left to the database. */
const mostLines = 400_000;
const batch = 5_000;

/** Published lists in memory, read once in each generation; a notice that is not there yet is answered by the database. */
export class RecipientLists {
  #em: EntityManager;
  #failed: (error: unknown) => void;
  #lists = new Map<string, RecipientList | 'reading' | 'unfit'>();
  #generation = 0;
  #lines = 0;
  #reading: Promise<void> = Promise.resolve();

  constructor(em: EntityManager, failed: (error: unknown) => void) {
    this.#em = em;
    this.#failed = failed;
  }

  /** The list of this notice; undefined while it is being read, and where there is no memory for it. */
  find(generation: number, noticeKey: string): RecipientList | undefined {
    if (generation !== this.#generation) {
      this.#generation = generation;
      this.#lists.clear();
      this.#lines = 0;
    }
    const found = this.#lists.get(noticeKey);
    if (typeof found === 'object') return found;
    if (!found) {
      this.#lists.set(noticeKey, 'reading');
      this.#reading = this.#reading.then(() => this.#read(generation, noticeKey)).catch(this.#failed);
    }
    return undefined;
  }

  /** Ends when what was begun to be read is there. */
  settled(): Promise<void> {
    return this.#reading;
  }

  async #read(generation: number, noticeKey: string): Promise<void> {
    if (generation !== this.#generation) return;
    const db = new RequestTransaction(this.#em, { role: 'PUBLIC', accountId: null, subjectId: null });
    try {
      const list = await readList(await db.read(), noticeKey, mostLines - this.#lines);
      if (generation !== this.#generation) return;
      this.#lists.set(noticeKey, list ?? 'unfit');
      this.#lines += list?.size ?? 0;
    } finally {
      await db.end();
    }
  }
}

async function readList(em: EntityManager, noticeKey: string, room: number): Promise<RecipientList | undefined> {
  const { rows } = await sql<{ id: string; count: number; programmeId: string }>`
    select release.id, recipient_count as count, ${named('notice.programme_id')}
    from notice_release as release join publicity_notice as notice on notice.id = release.notice_id
    where notice_id = ${noticeKey}::uuid order by number desc limit 1`.execute(em.getKysely());
  const [release] = rows;
  if (!release || release.count > room) return undefined;
  const lines = await readLines(em, release.id);
  const orders = await readOrders(em, release.id, lines.ranks);
  const [regions, kinds, products] = [
    await readNames(em, 'Region', sql`region`),
    await readNames(em, 'QualificationKind', sql`qualification_kind`),
    await readNames(
      em,
      'Product',
      sql`product where rules_id = ${idOfRulesInForce(sql`${release.programmeId}::uuid`)} order by position`,
    ),
  ];
  return { ...lines, orders, regions, kinds, products };
}

const packed = (text: ReturnType<typeof sql>) =>
  sql`string_agg(convert_to(${text}, 'UTF8') || '\\x00', ''::bytea order by rank)`;

async function readLines(em: EntityManager, releaseId: string) {
  const parts: PackedLines[] = [];
  for (let after = 0; ;) {
    const { rows } = await sql<PackedLines & { last: number | null }>`
      select count(*)::int as count, max(rank) as last,
        string_agg(int4send(rank), ''::bytea order by rank) as ranks,
        string_agg(float8send((amount * 100)::float8), ''::bytea order by rank) as fen,
        string_agg(uuid_send(id), ''::bytea order by rank) as keys,
        ${packed(sql`name`)} as names, ${packed(sql`search_key`)} as searched,
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

/** The database's own order of names, whatever its collation. */
async function readOrders(em: EntityManager, releaseId: string, ranks: Uint32Array): Promise<Orders> {
  const placeOf = new Uint32Array((ranks.at(-1) ?? 0) + 1);
  ranks.forEach((rank, place) => (placeOf[rank] = place));
  const read = async (order: LineOrder) => {
    // Four bytes a rank: as an array of numbers 200,000 of them would be read digit by digit.
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

async function readNames(em: EntityManager, type: string, from: ReturnType<typeof sql>): Promise<Names> {
  const key = { Product: sql`rules_id || '/' || code`, Region: sql`id::text` }[type] ?? sql`code`;
  const { rows } = await sql<{ key: string; code: string; name: string; nameInEnglish: string }>`
    select ${key} as key, ${named('code', 'name', 'name_in_english')} from ${from}`.execute(em.getKysely());
  return new Map(rows.map(({ key: found, ...row }) => [row.code, { id: globalId(type, found), ...row }]));
}
