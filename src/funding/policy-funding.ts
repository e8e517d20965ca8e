import { OptionalProps } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import {
  asRole,
  mayInsert,
  mayRead,
  mayUpdate,
  ownEnterprise,
  ownInstitution,
  staff,
  rowPolicies,
} from '../database/schema/row-security.js';
import { Field, Int, ObjectType } from 'type-graphql';
import { Access } from '../access/access.js';
import { Role, staff as staffRoles } from '../access/role.js';
import { MoneyScalar, parseYuan } from '../kernel/values/money.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';

/** Derived from the amount: "0.00" withdraws the record. */
export enum FundingStatus {
  RECORDED = 'RECORDED',
  TAKEN_BACK = 'TAKEN_BACK',
}

/**
 * What other public funding paid for a policy; it counts towards the ceiling of the rules (parent notice, no second
 * subsidy).
 */
@Entity({
  policies: rowPolicies(
    mayRead(staff, ownInstitution(), ownEnterprise()),
    mayInsert(asRole('PLATFORM')),
    mayUpdate(asRole('PLATFORM')),
  ),
})
@ObjectType({ description: '其他财政资金: what other public money paid for a policy.' })
@Access(Role.INSURER, Role.ENTERPRISE, ...staffRoles)
export class PolicyFunding {
  [OptionalProps]?: 'id' | 'status' | 'version';

  @PrimaryKey({ type: 'uuid' })
  policyId: string;

  @Property({ type: 'uuid' })
  institutionId: string;

  @Property({ type: 'uuid' })
  enterpriseId: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  @Field(() => MoneyScalar, { description: '金额: amount in yuan.' })
  amount: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '来源: which money, and where that is written.' })
  source: string;

  @Property({ type: 'uuid', nullable: true })
  recordedBy: string | null;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt: Date;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each change; an update names the one it saw.' })
  version: number;

  /** The policy's id, since a policy has at most one record. */
  get id(): string {
    return this.policyId;
  }

  get status(): FundingStatus {
    return parseYuan(this.amount) === 0n ? FundingStatus.TAKEN_BACK : FundingStatus.RECORDED;
  }

  replace(by: Pick<PolicyFunding, 'amount' | 'source' | 'recordedBy' | 'recordedAt'>): void {
    Object.assign(this, by);
  }
}
