import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { endOfDay } from '../kernel/values/dates.js';
import { GlobalId } from '../kernel/values/global-id.js';
import { MoneyScalar } from '../kernel/values/money.js';
import { Node } from '../kernel/node.js';
import { DateScalar, DateTimeScalar } from '../kernel/values/scalars.js';
import { anybody, asRole, mayInsert, mayRead, mayUpdate, rowPolicies } from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import type { EligibleCounts } from '../assessment/eligibility/eligible-counts.sql.js';
import { everybody } from '../access/role.js';

export enum NoticeStatus {
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
}

registerEnumType(NoticeStatus, {
  name: 'NoticeStatus',
  description: '公示状态: how far the notice is.',
  valuesConfig: {
    OPEN: { description: '公示中: is public; anybody may object.' },
    CLOSED: { description: '公示结束: the working days are over.' },
  },
});

@Entity({ policies: rowPolicies(mayRead(anybody), mayInsert(asRole('SCIENCE')), mayUpdate(asRole('SCIENCE'))) })
@Index({ name: 'publicity_notice_open', properties: ['closesOn'], where: `status = 'OPEN'` })
@ObjectType({
  implements: Node,
  description: '公示: the list shown to the public for the programme’s working days (§3 five).',
})
@Access(...everybody)
export class PublicityNotice extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid' })
  programmeId: string;

  @Property({ type: 'uuid' })
  @Unique()
  proposalId: string;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, {
    description:
      '批次: 1 is the main list; 2, 3, … are supplementary lists (补充批次) of what was pushed after an approval.',
  })
  list: number;

  @Property({ type: 'text' })
  @Field(() => String, { description: '标题: title of the notice.' })
  title: string;

  @Property({ type: 'text' })
  @Field(() => NoticeStatus, { description: '状态: open or closed.' })
  status: NoticeStatus;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was published. This day does not count.' })
  publishedAt: Date;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '公示截止: the last working day, to its end in Asia/Shanghai.' })
  closesOn: string;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was closed; null while it is open.' })
  closedAt: Date | null;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each change; an update names the one it saw.' })
  version: number;

  /** Number of eligible companies in each region at the time of publication, by region code. */
  @Property({ type: 'jsonb', default: '{}' })
  eligible: EligibleCounts;

  isOver(now: Date): boolean {
    return now >= endOfDay(this.closesOn);
  }

  close(at: Date): void {
    this.status = NoticeStatus.CLOSED;
    this.closedAt = at;
  }
}

/** The list as published at one time. A correction is a new release; a release is never edited or deleted. */
@Entity({ policies: rowPolicies(mayRead(anybody), mayInsert(asRole('SCIENCE'))) })
@Unique({ properties: ['noticeId', 'number'] })
@ObjectType({
  description: '公示版本: the list as published at one time. A correction is a new release with a reason.',
})
@Access(...everybody)
export class NoticeRelease {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'uuid' })
  noticeId: string;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '版本号: number of the release, from 1.' })
  number: number;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was published.' })
  publishedAt: Date;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '更正理由: why it replaces the one before; null for the first.' })
  reason: string | null;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '企业数: how many recipients it lists.' })
  recipientCount: number;

  @Property({ columnType: 'numeric(16,2)', type: 'string' })
  @Field(() => MoneyScalar, { description: '总额: sum of the amounts.' })
  totalAmount: string;
}
