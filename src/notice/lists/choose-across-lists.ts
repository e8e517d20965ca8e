import { type RawBuilder, sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import {
  allOf,
  type ChosenRows,
  executePage,
  type ListStatement,
  type Window,
  windowStatement,
} from '../../kernel/lists/list-statement.js';
import type { Order } from '../../kernel/lists/order.js';
import type { SeenRelease } from '../../recipient/memory/kept-releases.js';
import { chooseFrom, type PublishedLists } from '../../recipient/memory/published-lists.js';
import type { LineOrder } from '../../recipient/memory/release-lines.js';
import { recipientConditions } from '../../recipient/recipient-conditions.js';
import { conditionsOf, type RecipientFilter } from './list-recipients.js';

/** A page of the lines of several releases and of lines that were removed earlier. */
export interface AcrossLists {
  releases: SeenRelease[];
  /** The condition for lines that were removed earlier, with their states. */
  removed: RawBuilder<unknown>;
  filter: RecipientFilter;
  orderBy: LineOrder;
  order: Order;
  window: Window;
}

/**
 * Returns the lines of each list that may be on the page, selected in memory, and removed lines; the statement of the
 * page sorts them. Undefined if the database has to select the lines.
 */
export async function chooseAcrossLists(
  em: EntityManager,
  published: PublishedLists | undefined,
  wanted: AcrossLists,
): Promise<ChosenRows | undefined> {
  const lists = await Promise.all(wanted.releases.map((release) => published?.find(em, release, wanted.filter)));
  if (lists.includes(undefined)) return undefined;
  const { filter, orderBy, window } = wanted;
  const { forward, size, cursor } = window;
  const rankOf = cursor === undefined ? new Map<string, number>() : await firstRanks(em, wanted);
  const chosen = wanted.releases.map(({ id }, index) => {
    const [seen, rank] = [lists[index], rankOf.get(id)];
    const most = cursor === undefined || rank !== undefined ? size + 1 : 0;
    return seen && chooseFrom(seen, filter, orderBy, { rank, forward, most });
  });
  if (!chosen.every((one) => one !== undefined)) return undefined;
  const removed = removedLines(wanted);
  const keys = [...chosen.flatMap((one) => one.keys), ...(await keysOf(em, removed, wanted))];
  const inLists = chosen.reduce((sum, { count }) => sum + count, 0);
  return { keys, count: async () => inLists + (await countOf(em, removed)) };
}

type Keys = Pick<ListStatement, 'select' | 'from' | 'where'>;

/**
 * Returns the rank of the first line beyond the cursor, by release. The cursor may be of another list, and only the
 * database compares texts in its collation.
 */
async function firstRanks(em: EntityManager, { releases, order, window }: AcrossLists): Promise<Map<string, number>> {
  if (releases.length === 0) return new Map();
  const next = releases.map(({ id }) => {
    const lines = { select: sql`release_id, rank`, from: sql`recipient`, where: [sql`release_id = ${id}::uuid`] };
    return sql`(${windowStatement(lines, order, { ...window, size: 0 })})`;
  });
  const query = sql<{ release_id: string; rank: number }>`${sql.join(next, sql` union all `)}`;
  const rows = await executePage(em, query, order, window, {});
  return new Map(rows.map(({ release_id: id, rank }) => [id, rank]));
}

function removedLines({ removed, filter }: AcrossLists): Keys {
  const { statuses: _, ...others } = filter;
  const where = [removed, ...recipientConditions(conditionsOf(others))];
  return { select: sql`id`, from: sql`recipient`, where };
}

async function keysOf(em: EntityManager, lines: Keys, { order, window }: AcrossLists): Promise<string[]> {
  const query = sql<{ id: string }>`${windowStatement(lines, order, window)}`;
  return (await executePage(em, query, order, window, {})).map(({ id }) => id);
}

async function countOf(em: EntityManager, { from, where }: Keys): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${from} where ${allOf(where)}`.execute(em.getKysely());
  return rows[0]?.count ?? 0;
}
