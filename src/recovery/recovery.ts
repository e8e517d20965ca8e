import { OptionalProps } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GlobalId } from '../kernel/values/global-id.js';
import { formatYuan, MoneyScalar, parseYuan } from '../kernel/values/money.js';
import { Node } from '../kernel/node.js';
import { DateScalar, DateTimeScalar } from '../kernel/values/scalars.js';
import {
  anybody,
  asRole,
  mayInsert,
  mayRead,
  mayUpdate,
  ownEnterprise,
  staff,
  rowPolicies,
} from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { everybody, Role, staff as staffRoles } from '../access/role.js';

export enum RecoveryStatus {
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
}

registerEnumType(RecoveryStatus, {
  name: 'RecoveryStatus',
  description: '追回状态: how far a recovery is.',
  valuesConfig: {
    OPEN: { description: '追回中: not yet paid back in full.' },
    CLOSED: { description: '已追回: paid back in full.' },
  },
});

/** A paid subsidy, or a part of one, that has to be paid back. It is public, as a line beside the paid one. */
@Entity({
  policies: rowPolicies(mayRead(anybody), mayInsert(asRole('SCIENCE')), mayUpdate(asRole('SCIENCE', 'FINANCE'))),
})
@Unique({ properties: ['claimId'] })
@Index({ properties: ['programmeId', 'creditCode'] })
@Check({ name: 'recovery_not_overpaid', expression: 'repaid <= amount' })
@ObjectType({
  implements: Node,
  description: '追回记录: a paid subsidy that has to come back (§4). A public line of its own; the paid line stays.',
})
@Access(...everybody)
export class Recovery extends Node {
  [OptionalProps]?: 'repaid';

  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid' })
  programmeId: string;

  @Property({ type: 'uuid' })
  claimId: string;

  /** The list of the claim; with programme and credit code it identifies the published line. */
  @Property({ type: 'int', default: 1 })
  list: number;

  @Property({ type: 'text' })
  @Field(() => String, { description: '企业名称: name of the company.' })
  name: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '统一社会信用代码: unified social credit code.' })
  creditCode: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  @Field(() => MoneyScalar, { description: '应追回金额: what has to come back.' })
  amount: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string', default: '0' })
  @Field(() => MoneyScalar, { description: '已追回金额: what came back.' })
  repaid: string;

  @Property({ type: 'text' })
  @Field(() => RecoveryStatus, { description: '状态: the present state.' })
  status: RecoveryStatus;

  @Property({ type: 'text' })
  @Field(() => String, { description: '追回理由: the public reason.' })
  reason: string;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '还款期限: last day to pay it back.' })
  repayBy: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was opened.' })
  openedAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was paid back in full; null before.' })
  closedAt: Date | null;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each change; an update names the one it saw.' })
  version: number;

  /** Returns what is still to be paid back, in fen. */
  due(): bigint {
    return (parseYuan(this.amount) as bigint) - (parseYuan(this.repaid) as bigint);
  }

  /** Raises the amount to this one, in fen, until a new last day; returns whether it is more than before. */
  raise(amount: bigint, repayBy: string): boolean {
    if (amount <= (parseYuan(this.amount) as bigint)) return false;
    this.amount = formatYuan(amount);
    this.repayBy = repayBy;
    this.version += 1;
    return true;
  }

  /** Adds a repayment in fen; when all is repaid, the recovery closes. */
  repay(amount: bigint, at: Date): void {
    if (amount > this.due()) throw new Error('A repayment is more than what is due');
    this.repaid = formatYuan((parseYuan(this.repaid) as bigint) + amount);
    if (this.due() > 0n) return;
    this.status = RecoveryStatus.CLOSED;
    this.closedAt = at;
  }
}

/** A repayment. */
@Entity({ policies: rowPolicies(mayRead(staff, ownEnterprise()), mayInsert(asRole('FINANCE'))) })
@Unique({ properties: ['recoveryId', 'bankReference'] })
@ObjectType({ description: '还款: money that came back.' })
@Access(Role.ENTERPRISE, ...staffRoles)
export class Repayment {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id: string;

  @Property({ type: 'uuid' })
  recoveryId: string;

  @Property({ type: 'uuid' })
  enterpriseId: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  @Field(() => MoneyScalar, { description: '金额: amount in yuan.' })
  amount: string;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '到账日期: the day on which it arrived.' })
  receivedOn: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '银行流水号: the bank’s own number.' })
  @Access(...staffRoles)
  bankReference: string;
}
