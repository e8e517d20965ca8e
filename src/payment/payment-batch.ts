import { OptionalProps } from '@mikro-orm/core';
import { Check, Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GlobalId } from '../kernel/values/global-id.js';
import { MoneyScalar } from '../kernel/values/money.js';
import { Node } from '../kernel/node.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import { asRole, mayInsert, mayRead, mayUpdate, staff, rowPolicies } from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { staff as staffRoles } from '../access/role.js';

export enum BatchStatus {
  ORDERED = 'ORDERED',
  RELEASED = 'RELEASED',
  SETTLED = 'SETTLED',
  CANCELLED = 'CANCELLED',
}

registerEnumType(BatchStatus, {
  name: 'PaymentBatchStatus',
  description: '拨付批次状态: how far the batch is.',
  valuesConfig: {
    ORDERED: { description: '已下达: ordered by the department of science.' },
    RELEASED: { description: '已放行: released by the department of finance; its file went to the treasury.' },
    SETTLED: { description: '已办结: the bank answered every line.' },
    CANCELLED: {
      description: '已撤销: the department of finance returned every line before anything was sent; nothing is paid.',
    },
  },
});

/** Claims that are sent to the treasury together. A constraint of the database checks its totals. */
@Entity({
  policies: rowPolicies(mayRead(staff), mayInsert(asRole('SCIENCE')), mayUpdate(asRole('SCIENCE', 'FINANCE'))),
})
@Unique({ properties: ['programmeId', 'number'] })
@Check({
  name: 'payment_batch_reconciles',
  expression:
    'total_amount = open_amount + paid_amount + failed_amount and line_count = open_count + paid_count + failed_count',
})
@ObjectType({ implements: Node, description: '资金拨付批次: claims sent to the treasury together.' })
@Access(...staffRoles)
export class PaymentBatch extends Node {
  [OptionalProps]?:
    | 'lineCount'
    | 'openCount'
    | 'paidCount'
    | 'failedCount'
    | 'totalAmount'
    | 'openAmount'
    | 'paidAmount'
    | 'failedAmount';

  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid' })
  programmeId: string;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '批次号: 1, 2, … in its programme.' })
  number: number;

  @Property({ type: 'text' })
  @Field(() => BatchStatus, { description: '状态: the present state.' })
  status: BatchStatus;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: '笔数: how many claims.' })
  lineCount: number;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: '待反馈笔数: lines that the bank has not answered.' })
  openCount: number;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: '成功笔数: number of lines that were paid.' })
  paidCount: number;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: '失败笔数: lines refused by the bank.' })
  failedCount: number;

  @Property({ columnType: 'numeric(16,2)', type: 'string', default: '0' })
  @Field(() => MoneyScalar, { description: '总额: open, paid and failed together, to the fen.' })
  totalAmount: string;

  @Property({ columnType: 'numeric(16,2)', type: 'string', default: '0' })
  @Field(() => MoneyScalar, { description: '待反馈金额: sum of the lines without a result, in yuan.' })
  openAmount: string;

  @Property({ columnType: 'numeric(16,2)', type: 'string', default: '0' })
  @Field(() => MoneyScalar, { description: '成功金额: sum of the lines that were paid, in yuan.' })
  paidAmount: string;

  @Property({ columnType: 'numeric(16,2)', type: 'string', default: '0' })
  @Field(() => MoneyScalar, { description: '失败金额: sum of the lines that failed, in yuan.' })
  failedAmount: string;

  @Property({ type: 'uuid' })
  orderedBy: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was ordered.' })
  orderedAt: Date;

  @Property({ type: 'uuid', nullable: true })
  releasedBy: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was released; null before.' })
  releasedAt: Date | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the bank had answered every line; null before.' })
  settledAt: Date | null;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each change; an update names the one it saw.' })
  version: number;

  release(by: string | null, at: Date): void {
    this.status = BatchStatus.RELEASED;
    this.releasedBy = by;
    this.releasedAt = at;
  }
}
