import { type RawBuilder, sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Order } from '../../kernel/lists/order.js';
import { type Connection, type PageArguments, readPage } from '../../kernel/lists/pagination.js';
import type { Context } from '../../access/context.js';
import type { Recipient } from '../../recipient/recipient.js';
import { recipientColumns, recipientConditions } from '../../recipient/recipient-conditions.js';
import { conditionsOf, RecipientConnection, type RecipientFilter, recipientOrders } from './list-recipients.js';
import { named } from '../../database/schema/columns.js';

/**
 * Returns the lines of all lists of a programme: the newest release of each list, and lines that were removed earlier.
 */
export async function listProgrammeRecipients(
  context: Context,
  programmeId: string,
  page: PageArguments,
  filter: RecipientFilter | undefined,
  orderBy: (typeof recipientOrders)['first'],
): Promise<Connection<Recipient>> {
  const em = await context.db.read();
  return readPage(
    em,
    RecipientConnection,
    {
      select: recipientColumns,
      from: sql`recipient`,
      where: recipientConditions(conditionsOf(filter ?? {})),
      alternatives: await partsOf(em, programmeId),
    },
    acrossLists(recipientOrders.of(orderBy)),
    page,
  );
}

/**
 * Returns one part for each list, which is read in the order of its index, and one for removed lines, which are few.
 */
async function partsOf(em: EntityManager, programmeId: string): Promise<RawBuilder<unknown>[]> {
  const { rows } = await sql<{ noticeId: string; releaseId: string }>`
    select distinct on (release.notice_id) ${named('release.notice_id', 'release.id as release_id')}
    from publicity_notice as notice join notice_release as release on release.notice_id = notice.id
    where notice.programme_id = ${programmeId}::uuid
    order by release.notice_id, release.number desc`.execute(em.getKysely());
  const notices = rows.map(({ noticeId }) => noticeId);
  const removed = sql`recipient.id in (select recipient_id from recipient_state
    where notice_id = any(${notices}::uuid[]) and recipient_id is not null)`;
  return [...rows.map(({ releaseId }) => sql`release_id = ${releaseId}::uuid`), removed];
}

/** A rank or a company may be on several lists, so the id of the line is the last key. */
function acrossLists(order: Order): Order {
  return { ...order, keys: [...order.keys, { sql: sql`recipient.id`, type: 'uuid' }] };
}
