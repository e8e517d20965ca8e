import { OptionalProps } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GlobalId } from '../kernel/values/global-id.js';
import { MoneyScalar } from '../kernel/values/money.js';
import { Node } from '../kernel/node.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import {
  asRole,
  mayInsert,
  mayRead,
  mayUpdate,
  ownEnterprise,
  staff,
  rowPolicies,
} from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { Role, staff as staffRoles } from '../access/role.js';

import { HolderCheck, PayeeCheckStatus } from './payees/payee-check.js';

export enum BatchStatus {
  ORDERED = 'ORDERED',
  RELEASED = 'RELEASED',
  SETTLED = 'SETTLED',
  CANCELLED = 'CANCELLED',
}

export enum PaymentStatus {
  OPEN = 'OPEN',
  PAID = 'PAID',
  FAILED = 'FAILED',
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

registerEnumType(PaymentStatus, {
  name: 'PaymentStatus',
  description: '拨付结果: what became of a payment.',
  valuesConfig: {
    OPEN: { description: '待反馈: the bank has not answered.' },
    PAID: { description: '成功: the amount was paid.' },
    FAILED: { description: '失败: refused by the bank, or returned by the department of finance, with the reason.' },
  },
});

/** Claims that go to the treasury together. Its totals always add up: the database refuses anything else. */
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

/** One claim in one batch. A claim has at most one line that is open or paid: the index sees to it. */
@Entity({
  policies: rowPolicies(mayRead(staff, ownEnterprise()), mayInsert(asRole('SCIENCE')), mayUpdate(asRole('FINANCE'))),
})
@Index({ name: 'payment_line_claim', properties: ['claimId'] })
@Index({ name: 'payment_line_status', properties: ['batchId', 'status', 'reference'] })
@Unique({ properties: ['batchId', 'reference'] })
@Index({
  name: 'payment_line_live_unique',
  expression: `create unique index "payment_line_live_unique" on "payment_line" ("claim_id") where status in ('OPEN', 'PAID')`,
})
@Index({ properties: ['enterpriseId'] })
@Index({
  name: 'payment_line_payee_due',
  properties: ['payeeNextAt'],
  where: `payee_check = 'PENDING'`,
})
@ObjectType({ description: '拨付明细: one claim in one batch.' })
@Access(Role.ENTERPRISE, ...staffRoles)
export class PaymentLine {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'uuid' })
  batchId: string;

  @Property({ type: 'uuid' })
  claimId: string;

  @Property({ type: 'uuid' })
  applicationId: string;

  @Property({ type: 'uuid' })
  enterpriseId: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '付款编号: what the bank’s result names the line by.' })
  reference: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  @Field(() => MoneyScalar, { description: '金额: amount in yuan.' })
  amount: string;

  @Property({ type: 'text' })
  @Field(() => PaymentStatus, { description: '结果: what the bank answered.' })
  status: PaymentStatus;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '失败原因: the reason of the bank or of the department of finance; null unless it failed.',
  })
  reason: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '银行流水号: the bank’s own number of the payment.' })
  @Access(...staffRoles)
  bankReference: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the result was recorded; null before.' })
  settledAt: Date | null;

  @Property({ type: 'text', default: 'REGISTERED' })
  @Field(() => HolderCheck, {
    description: '户名核对: the holder of the account against the company register, when it was ordered.',
  })
  @Access(...staffRoles)
  holderCheck: HolderCheck;

  @Property({ type: 'text', default: 'OFF' })
  @Field(() => PayeeCheckStatus, { description: '账户核验: what the payee check of a bank says of the account.' })
  @Access(...staffRoles)
  payeeCheck: PayeeCheckStatus;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '核验答复: what the payee check said in words; null before it answered.',
  })
  @Access(Role.FINANCE, Role.AUDITOR)
  payeeAnswer: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the payee check answered; null before.' })
  @Access(...staffRoles)
  payeeCheckedAt: Date | null;

  @Property({ type: 'int', default: 0 })
  payeeAttempts: number;

  @Property({ type: 'timestamptz', nullable: true })
  payeeNextAt: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      '暂缓原因: why a check of the account holds the line; null where none does. FINANCE returns the line (`returnPayment`) or accepts the account (`acceptPayees`).',
  })
  hold: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '确认理由: why FINANCE let the line continue; null where it did not.',
  })
  @Access(...staffRoles)
  acceptedReason: string | null;

  @Property({ type: 'uuid', nullable: true })
  acceptedBy: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  acceptedAt: Date | null;
}

/** The file that the treasury was given: sealed, since it holds whole account numbers; its digest proves it. */
@Entity({ policies: rowPolicies(mayRead(asRole('FINANCE')), mayInsert(asRole('FINANCE'))) })
@ObjectType({ description: '拨付文件: what the treasury was given; only FINANCE downloads it.' })
@Access(Role.FINANCE)
export class PaymentFile {
  @PrimaryKey({ type: 'uuid' })
  batchId: string;

  @PrimaryKey({ type: 'text' })
  @Field(() => String, { description: 'Format: `xlsx`, `csv` or `txt`. At `/payment-batches/{id}/file.{format}`.' })
  format: string;

  @Property({ type: 'uuid', nullable: true })
  layoutId: string | null;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'SHA-256 of the bytes, in hexadecimal; also in the event log.' })
  sha256: string;

  @Property({ type: 'text' })
  sealedContent: string;
}
