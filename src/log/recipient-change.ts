import { sql } from 'kysely';
import { Field, Int, ObjectType } from 'type-graphql';
import { MoneyScalar } from '../kernel/values/money.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import { Access } from '../access/access.js';
import { everybody } from '../access/role.js';

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

/** Returns the columns of a change; `own` is the alias of its table. */
export const changeColumns = (own: string) => ({
  kind: sql.id(own, 'kind'),
  occurredAt: sql.id(own, 'occurred_at'),
  release: sql.id(own, 'release'),
  reason: sql.id(own, 'reason'),
  amount: sql`${sql.id(own, 'entry')}::jsonb ->> 'amount'`,
});
