import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Access } from '../access/access.js';
import { everybody, staff as staffRoles } from '../access/role.js';
import {
  anybody,
  asRole,
  mayInsert,
  mayRead,
  mayUpdate,
  onlyWhere,
  rowPolicies,
  staff,
} from '../database/schema/row-security.js';
import { GlobalId } from '../kernel/values/global-id.js';
import { Node } from '../kernel/node.js';
import { DateScalar, DateTimeScalar } from '../kernel/values/scalars.js';

export enum ServiceNoticeStatus {
  PREPARED = 'PREPARED',
  REPLACED = 'REPLACED',
  PUBLISHED = 'PUBLISHED',
}

registerEnumType(ServiceNoticeStatus, {
  name: 'ServiceNoticeStatus',
  description: '公告送达状态: how far a service notice is.',
  valuesConfig: {
    PREPARED: { description: '已拟定: listed by PLATFORM; waits for another person to publish it.' },
    REPLACED: { description: '已被取代: a later list was prepared before this one was published.' },
    PUBLISHED: { description: '已发布: public; the companies on it count as notified.' },
  },
});

/** A public notice for companies that no message reached: that they have to claim, and until when. */
@Entity({
  policies: rowPolicies(
    mayRead(staff, onlyWhere(anybody, `status = 'PUBLISHED'`)),
    mayInsert(asRole('PLATFORM')),
    mayUpdate(asRole('PLATFORM', 'SCIENCE')),
  ),
})
@Unique({ name: 'service_notice_prepared_once', properties: ['programmeId'], where: `status = 'PREPARED'` })
@ObjectType({
  implements: Node,
  description:
    '公告送达: a public notice to the companies that no text message reached. Each on it has to claim by `claimBy`. Anybody reads the published ones.',
})
@Access(...everybody)
export class ServiceNotice extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid', index: true })
  programmeId: string;

  @Property({ type: 'text' })
  @Field(() => ServiceNoticeStatus, { description: '状态: how far it is.' })
  status: ServiceNoticeStatus;

  @Property({ type: 'text' })
  @Field(() => String, { description: '标题: title of the notice.' })
  title: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '正文: what the companies have to do, in words.' })
  text: string;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: '企业数: companies on it.' })
  lineCount: number;

  @Property({ type: 'uuid' })
  preparedBy: string;

  @Property({ type: 'timestamptz' })
  @Access(...staffRoles)
  @Field(() => DateTimeScalar, { description: '拟定时间: when it was prepared.' })
  preparedAt: Date;

  @Property({ type: 'uuid', nullable: true })
  publishedBy: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '发布时间: when it was published; null before.' })
  publishedAt: Date | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => DateScalar, {
    nullable: true,
    description: '填报截止: last day on which the companies on it can claim; null until it is published.',
  })
  claimBy: string | null;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each change; an update names the one it saw.' })
  version: number;
}

/** One company of a service notice; it has no more data than the published list of recipients. */
@Entity({
  policies: rowPolicies(
    mayRead(staff, onlyWhere(anybody, 'published_at is not null')),
    mayInsert(asRole('PLATFORM')),
    mayUpdate(asRole('SCIENCE')),
  ),
})
@Index({ name: 'service_notice_line_listed', properties: ['serviceNoticeId', 'creditCode'] })
@ObjectType({ description: '公告送达企业: a company that a service notice names.' })
@Access(...everybody)
export class ServiceNoticeLine {
  @PrimaryKey({ type: 'uuid' })
  serviceNoticeId: string;

  @PrimaryKey({ type: 'uuid' })
  claimId: string;

  @Property({ type: 'uuid' })
  enterpriseId: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '统一社会信用代码 of the company.' })
  creditCode: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '企业名称: name of the company.' })
  name: string;

  /** Copied from the notice, because row security depends on it. */
  @Property({ type: 'timestamptz', nullable: true })
  publishedAt: Date | null;
}
