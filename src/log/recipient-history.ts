import { sql } from 'kysely';
import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { MoneyScalar } from '../kernel/money.js';
import { DateTimeScalar } from '../kernel/scalars.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { everybody } from '../access/role.js';
import { noticeById, releaseById } from '../notice/notice.loader.js';
import { PublicityNotice } from '../notice/notice.js';
import { Recipient } from '../recipient/recipient.js';

@ObjectType({ description: '公示动态: what happened to a company’s line, as the change feed tells it.' })
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

  @Access(...everybody)
  @FieldResolver(() => [RecipientChange], {
    description: '公示动态: everything that happened to this company’s line in its notice, the first one first.',
  })
  async history(@Root() recipient: Recipient, @Ctx() context: Context): Promise<RecipientChange[]> {
    const release = await releaseById(context, recipient.releaseId);
    if (!release) return [];
    const em = await context.db.read();
    const { rows } = await sql<RecipientChange>`
      select kind, occurred_at as "occurredAt", release, reason, entry::jsonb ->> 'amount' as amount
      from feed_change where notice_id = ${release.noticeId}::uuid and credit_code = ${recipient.creditCode}
      order by position`.execute(em.getKysely());
    return rows;
  }
}
