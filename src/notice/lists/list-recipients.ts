import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Field, InputType } from 'type-graphql';
import { MoneyScalar } from '../../kernel/values/money.js';
import { defineOrders } from '../../kernel/lists/list-order.js';
import { type Connection, connectionOf, type PageArguments, readPage } from '../../kernel/lists/pagination.js';
import { rowsAs } from '../../kernel/node.js';
import { NameSearch } from '../../kernel/text/search-words.js';
import { normaliseCreditCode } from '../../kernel/values/credit-code.js';
import type { Context } from '../../access/context.js';
import { choosePage } from '../../recipient/memory/published-lists.js';
import { Recipient } from '../../recipient/recipient.js';
import { ranksOfAmounts } from '../../recipient/ranks-of-amounts.js';
import {
  linesOfRelease,
  recipientColumns,
  type RecipientConditions,
  recipientConditions,
} from '../../recipient/recipient-conditions.js';
import { RecipientStatus } from '../../recipient/recipient-state.js';
import { releasesOfNotice } from '../notice.loader.js';
import type { NoticeRelease } from '../notice.js';

export const RecipientConnection = connectionOf(Recipient);

const byRank = { sql: sql`rank`, type: 'integer' } as const;

export const recipientOrders = defineOrders('Recipient', {
  RANK: { description: 'As published: the largest amount first.', keys: [byRank] },
  AMOUNT_ASC: { description: 'The smallest amount first.', keys: [{ sql: sql`amount`, type: 'numeric' }, byRank] },
  NAME: { description: 'Ordered by name.', keys: [{ sql: sql`name`, type: 'text' }, byRank] },
  CREDIT_CODE: { description: 'By credit code.', keys: [{ sql: sql`credit_code`, type: 'text' }] },
});

@InputType({ description: 'Filter of lines of a published list; all conditions together.' })
export class RecipientFilter {
  @Field(() => String, {
    nullable: true,
    description: '设区市: reporting region, for example `3501`, or `350128` Pingtan.',
  })
  city?: string;

  @NameSearch('企业名称')
  name?: string;

  @Field(() => String, { nullable: true, description: '统一社会信用代码: exactly this one.' })
  creditCode?: string;

  @Field(() => String, { nullable: true, description: '险种: code of a product among those insured.' })
  product?: string;

  @Field(() => String, { nullable: true, description: '企业资质: code of a qualification among those of the company.' })
  qualification?: string;

  @Field(() => MoneyScalar, { nullable: true, description: '金额下限: at least this amount.' })
  amountFrom?: string;

  @Field(() => MoneyScalar, { nullable: true, description: '金额上限: at most this amount.' })
  amountTo?: string;

  @Field(() => [RecipientStatus], {
    nullable: true,
    description: '公示状态: in one of these states. Lines that were taken off are in `Programme.recipients`.',
  })
  statuses?: RecipientStatus[];
}

export function conditionsOf({ creditCode, ...others }: RecipientFilter): RecipientConditions {
  return { ...others, ...(creditCode && { creditCode: normaliseCreditCode(creditCode) }) };
}

type RecipientOrderName = (typeof recipientOrders)['first'];

/** Returns the newest release of a notice; null if there is no such notice. */
export async function newestRelease(context: Context, noticeKey: string | undefined): Promise<NoticeRelease | null> {
  return noticeKey ? ((await releasesOfNotice(context, noticeKey)).at(-1) ?? null) : null;
}

/** Returns the lines of a notice's newest release; null if there is no such notice. */
export async function listRecipients(
  context: Context,
  noticeKey: string | undefined,
  page: PageArguments,
  given: RecipientFilter | null | undefined,
  orderBy: RecipientOrderName,
): Promise<Connection<Recipient> | null> {
  const filter = given ?? {};
  const release = await newestRelease(context, noticeKey);
  if (!release) return null;
  const em = await context.db.read();
  const seen = await context.publishedLists?.find(em, release, filter);
  const chosen = seen && choosePage(seen, filter, orderBy, page);
  const where = chosen ? [] : await conditionsIn(em, release, filter);
  return readPage(
    em,
    RecipientConnection,
    { select: recipientColumns, from: sql`recipient`, where, chosen },
    recipientOrders.of(orderBy),
    page,
  );
}

async function conditionsIn(em: EntityManager, release: NoticeRelease, filter: RecipientFilter) {
  const conditions = conditionsOf(filter);
  const ranks = await ranksOfAmounts(em, release.id, conditions);
  return [...linesOfRelease(release, filter.statuses), ...recipientConditions(conditions), ...ranks];
}

/** Returns the line of one company in a notice's newest release. */
export async function findRecipient(
  context: Context,
  noticeKey: string | undefined,
  creditCode: string,
): Promise<Recipient | null> {
  const release = await newestRelease(context, noticeKey);
  if (!release) return null;
  const { rows } = await sql<Recipient>`
    select ${recipientColumns} from recipient
    where release_id = ${release.id}::uuid and credit_code = ${normaliseCreditCode(creditCode)}`.execute(
    (await context.db.read()).getKysely(),
  );
  return rowsAs(Recipient, rows)[0] ?? null;
}
