import { sql } from 'kysely';
import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { MoneyScalar } from '../kernel/values/money.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import { Access } from '../access/access.js';
import { named, selectOf } from '../database/schema/columns.js';
import { defineListLoader } from '../kernel/loader.js';
import { ReadsMany } from '../database/schema/relation.js';
import type { Context } from '../access/context.js';
import { everybody } from '../access/role.js';
import { noticeById, releaseById } from '../notice/notice.loader.js';
import { PublicityNotice } from '../notice/notice.js';
import { Recipient } from '../recipient/recipient.js';

@ObjectType({ description: '公示动态: what happened to a company’s line, as the change feed has it.' })
@Access(...everybody)
export class RecipientChange {
  @Field(() => String, { description: '类型: kind of the change, as in `/feed/vocabulary.json`; values may be added.' })
  kind: string;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  occurredAt: Date;

  @Field(() => Int, { description: '公示版本: number of the release that was newest then.' })
  release: number;

  @Field(() => String, { nullable: true, description: '理由: the public reason; null where there is none.' })
  reason: string | null;

  @Field(() => MoneyScalar, { nullable: true, description: '金额: amount from then on; null where it did not change.' })
  amount: string | null;
}

@Resolver(() => Recipient)
export class RecipientHistoryResolver {
  @Access(...everybody)
  @FieldResolver(() => PublicityNotice, { nullable: true, description: '公示: the notice that lists it.' })
  async notice(@Root() recipient: Recipient, @Ctx() context: Context): Promise<PublicityNotice | null> {
    const release = await releaseById(context, recipient.releaseId);
    return release ? noticeById(context, release.noticeId) : null;
  }

  @ReadsMany(['releaseId', 'creditCode'], (recipient, own) => ({
    select: changeColumns(own),
    from: sql`feed_change as ${sql.id(own)}`,
    where: sql`${sql.id(own, 'credit_code')} = ${recipient('creditCode')} and ${sql.id(own, 'notice_id')}
      = (select release.notice_id from notice_release as release where release.id = ${recipient('releaseId')})`,
    orderBy: sql.id(own, 'position'),
  }))
  @Access(...everybody)
  @FieldResolver(() => [RecipientChange], {
    description: '公示动态: everything that happened to this company’s line in its notice, the first one first.',
  })
  history(@Root() { releaseId, creditCode }: Recipient, @Ctx() context: Context): Promise<RecipientChange[]> {
    return changesOfLine(context, lineKey(releaseId, creditCode));
  }
}

/** What a change is made of; `own` names its table. */
const changeColumns = (own: string) => ({
  kind: sql.id(own, 'kind'),
  occurredAt: sql.id(own, 'occurred_at'),
  release: sql.id(own, 'release'),
  reason: sql.id(own, 'reason'),
  amount: sql`${sql.id(own, 'entry')}::jsonb ->> 'amount'`,
});

const lineKey = (releaseId: string, creditCode: string) => `${releaseId} ${creditCode}`;

const changesOfLine = defineListLoader<string, RecipientChange>('changesOfLine', async (em, keys) => {
  const { rows } = await sql<RecipientChange & { loaderKey: string }>`
    select ${selectOf(changeColumns('change'))}, ${named('line.key as loader_key')}
    from unnest(${keys}::text[]) as line (key)
      join notice_release as release on release.id = split_part(line.key, ' ', 1)::uuid
      join feed_change as change
        on change.notice_id = release.notice_id and change.credit_code = split_part(line.key, ' ', 2)
    order by change.position`.execute(em.getKysely());
  return rows;
});
