import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { globalId } from '../common/global-id.js';
import { RequestTransaction } from '../database/request-transaction.js';

/** One line, as text that goes into an answer as it is. */
export interface ListedLine {
  rank: number;
  id: string;
  name: string;
  /** In small letters, for searching; the same string where there are none. */
  searched: string;
  creditCode: string;
  amount: string;
  fen: number;
  region: string;
  kinds: string[];
  products: string[];
}

export type Names = ReadonlyMap<string, { code: string; name: string; nameInEnglish: string }>;

/** The newest release of a notice: its lines by rank, and where each stands in the other orders. */
export interface RecipientList {
  lines: ListedLine[];
  /** For each order, places in `lines`. */
  orders: Record<'RANK' | 'AMOUNT_ASC' | 'NAME' | 'CREDIT_CODE', Uint32Array>;
  regions: Names;
  kinds: Names;
  products: Names;
}

/** Larger lists are left to the database. */
const mostLines = 400_000;
const batch = 10_000;

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

  /** The list of this notice; undefined while it is being read, and where it cannot be held. */
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
      this.#lines += list?.lines.length ?? 0;
    } finally {
      await db.end();
    }
  }
}

async function readList(em: EntityManager, noticeKey: string, room: number): Promise<RecipientList | undefined> {
  const { rows } = await sql<{ id: string; count: number; programmeId: string }>`
    select release.id, recipient_count as count, notice.programme_id as "programmeId"
    from notice_release as release join publicity_notice as notice on notice.id = release.notice_id
    where notice_id = ${noticeKey}::uuid order by number desc limit 1`.execute(em.getKysely());
  const [release] = rows;
  if (!release || release.count > room) return undefined;
  const lines = await readLines(em, release.id);
  const [regions, kinds, products] = [
    await readNames(em, sql`region`),
    await readNames(em, sql`qualification_kind`),
    await readNames(
      em,
      sql`product where rules_id = (select id from programme_rules
      where programme_id = ${release.programmeId}::uuid order by version desc limit 1) order by position`,
    ),
  ];
  return { lines, orders: await readOrders(em, release.id, lines), regions, kinds, products };
}

async function readLines(em: EntityManager, releaseId: string): Promise<ListedLine[]> {
  const lines: ListedLine[] = [];
  const same = new Map<string, string[]>();
  // Thousands of lines have the same products: they share one array.
  const shared = (list: string[]) => {
    const key = list.join();
    const known = same.get(key) ?? list;
    same.set(key, known);
    return known;
  };
  for (;;) {
    const after = lines.at(-1)?.rank ?? 0;
    const { rows } = await sql<ListedLine>`
      select rank, id, name, lower(name) as searched, credit_code as "creditCode", amount,
        region_code as region, qualification_kinds as kinds, product_codes as products
      from recipient where release_id = ${releaseId}::uuid and rank > ${after}
      order by rank limit ${batch}`.execute(em.getKysely());
    for (const row of rows) {
      lines.push({
        ...row,
        id: globalId('Recipient', row.id),
        searched: row.searched === row.name ? row.name : row.searched,
        fen: Number(row.amount.replace('.', '')),
        kinds: shared(row.kinds),
        products: shared(row.products),
      });
    }
    if (rows.length < batch) return lines;
  }
}

/** The database's own order of names, whatever its collation. */
async function readOrders(em: EntityManager, releaseId: string, lines: ListedLine[]): Promise<RecipientList['orders']> {
  const placeOf = new Map(lines.map(({ rank }, place) => [rank, place]));
  const orderedBy = async (keys: ReturnType<typeof sql>) => {
    const { rows } = await sql<{ ranks: number[] | null }>`
      select array_agg(rank order by ${keys}) as ranks from recipient
      where release_id = ${releaseId}::uuid`.execute(em.getKysely());
    return Uint32Array.from((rows[0]?.ranks ?? []).map((rank) => placeOf.get(rank) as number));
  };
  return {
    RANK: Uint32Array.from(lines.keys()),
    AMOUNT_ASC: await orderedBy(sql`amount, rank`),
    NAME: await orderedBy(sql`name, rank`),
    CREDIT_CODE: await orderedBy(sql`credit_code`),
  };
}

async function readNames(em: EntityManager, from: ReturnType<typeof sql>): Promise<Names> {
  const { rows } = await sql<{ code: string; name: string; nameInEnglish: string }>`
    select code, name, name_in_english as "nameInEnglish" from ${from}`.execute(em.getKysely());
  return new Map(rows.map((row) => [row.code, row]));
}
