import { type RawBuilder, sql } from 'kysely';
import type { Order } from '../../kernel/lists/order.js';
import { allOf } from '../../kernel/lists/list-statement.js';
import { type Connection, type PageArguments, readPage, windowOf } from '../../kernel/lists/pagination.js';
import type { Context } from '../../access/context.js';
import type { SeenRelease } from '../../recipient/memory/kept-releases.js';
import type { Recipient } from '../../recipient/recipient.js';
import { newestReleases } from '../../recipient/newest-releases.sql.js';
import { linesOfRelease, recipientColumns, recipientConditions } from '../../recipient/recipient-conditions.js';
import { chooseAcrossLists } from './choose-across-lists.js';
import { conditionsOf, RecipientConnection, type RecipientFilter, recipientOrders } from './list-recipients.js';

/**
 * Returns the lines of all lists of a programme: the newest release of each list, and lines that were removed earlier.
 */
export async function listProgrammeRecipients(
  context: Context,
  programmeId: string,
  page: PageArguments,
  given: RecipientFilter | null | undefined,
  orderBy: (typeof recipientOrders)['first'],
): Promise<Connection<Recipient>> {
  const filter = given ?? {};
  const em = await context.db.read();
  const releases = await newestReleases(em, sql`notice.programme_id = ${programmeId}::uuid`);
  const order = acrossLists(recipientOrders.of(orderBy));
  const removed = removedFrom(releases, filter);
  const wanted = { releases, removed, filter, orderBy, order, window: windowOf(page) };
  const chosen = await chooseAcrossLists(em, context.publishedLists, wanted);
  const inDatabase = {
    where: recipientConditions(conditionsOf(filter)),
    // One part for each list, which is read in the order of its index, and one for removed lines, which are few.
    alternatives: [...releases.map((release) => sql`(${allOf(linesOfRelease(release, filter.statuses))})`), removed],
  };
  return readPage(
    em,
    RecipientConnection,
    { select: recipientColumns, from: sql`recipient`, ...(chosen ? { where: [], chosen } : inDatabase) },
    order,
    page,
  );
}

/** The row that names a removed line has its state too. */
function removedFrom(releases: SeenRelease[], { statuses }: RecipientFilter): RawBuilder<unknown> {
  const notices = releases.map(({ noticeId }) => noticeId);
  return sql`recipient.id in (select recipient_id from recipient_state
    where notice_id = any(${notices}::uuid[]) and recipient_id is not null ${statuses ? sql`and status = any(${statuses}::text[])` : sql``})`;
}

/** A rank or a company may be on several lists, so the id of the line is the last key. */
function acrossLists(order: Order): Order {
  return { ...order, keys: [...order.keys, { sql: sql`recipient.id`, type: 'uuid' }] };
}
