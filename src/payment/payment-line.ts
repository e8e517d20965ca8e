import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Access } from '../access/access.js';
import { Role, staff as staffRoles } from '../access/role.js';
import {
  asRole,
  mayInsert,
  mayRead,
  mayUpdate,
  ownEnterprise,
  rowPolicies,
  staff,
} from '../database/schema/row-security.js';
import { MoneyScalar } from '../kernel/values/money.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import { HolderCheck, PayeeCheckStatus } from './payees/payee-check.js';

export enum PaymentStatus {
  OPEN = 'OPEN',
  PAID = 'PAID',
  FAILED = 'FAILED',
}

registerEnumType(PaymentStatus, {
  name: 'PaymentStatus',
  description: '拨付结果: what became of a payment.',
  valuesConfig: {
    OPEN: { description: '待反馈: the bank has not answered.' },
    PAID: { description: '成功: the amount was paid.' },
    FAILED: { description: '失败: refused by the bank, or returned by the department of finance, with the reason.' },
  },
});

/** One claim in one batch. A unique index allows a claim at most one line that is open or paid. */
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
