import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
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
  ownInstitution,
  rowPolicies,
  staff,
} from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { Role, staff as staffRoles } from '../access/role.js';
import { Verdict } from './finding/spot-check-finding.js';

export enum ItemStatus {
  TO_EXAMINE = 'TO_EXAMINE',
  RECORDED = 'RECORDED',
  PASSED = 'PASSED',
  FAILED = 'FAILED',
}

registerEnumType(ItemStatus, {
  name: 'SpotCheckItemStatus',
  description: '抽核件状态: how far the examination of one policy is.',
  valuesConfig: {
    TO_EXAMINE: { description: '待核查: its papers are to be examined; also where a finding was returned.' },
    RECORDED: { description: '待复核: a finding is recorded; another person has to confirm it.' },
    PASSED: { description: '合格: confirmed; nothing speaks against the policy.' },
    FAILED: { description: '不合格: confirmed; the policy is taken out.' },
  },
});

const examiners = asRole('SCIENCE', 'REGULATOR');

/** A drawn policy, with the state of its examination. */
@Entity({ policies: rowPolicies(mayRead(staff, ownInstitution()), mayInsert(examiners), mayUpdate(examiners)) })
@Unique({ properties: ['spotCheckId', 'policyId'] })
@Index({ properties: ['policyId'] })
@Index({ properties: ['institutionId', 'status'] })
@ObjectType({ implements: Node, description: '抽核件: a policy that was drawn, to be examined with its papers.' })
@Access(Role.INSURER, ...staffRoles)
export class SpotCheckItem extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid' })
  spotCheckId: string;

  @Property({ type: 'uuid' })
  programmeId: string;

  @Property({ type: 'uuid' })
  institutionId: string;

  @Property({ type: 'uuid' })
  policyId: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '险种代码: code of the product, by which it was drawn.' })
  productCode: string;

  @Property({ columnType: 'numeric(14,2)', type: 'string' })
  @Field(() => MoneyScalar, { description: '抽取时金额: premium less refunds when it was drawn.' })
  amount: string;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '金额档: band of the amount, from 0.' })
  band: number;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '层内次序: its place in its stratum, by the draw.' })
  place: number;

  @Property({ type: 'text' })
  @Field(() => ItemStatus, { description: '状态: the present state.' })
  status: ItemStatus;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When its finding was confirmed; null before.' })
  decidedAt: Date | null;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each change; an update names the one it saw.' })
  version: number;

  recordFinding(): void {
    this.status = ItemStatus.RECORDED;
  }

  /** Reopens the item after its finding was not confirmed. */
  examineAgain(): void {
    this.status = ItemStatus.TO_EXAMINE;
  }

  confirm(verdict: Verdict, at: Date): void {
    this.status = verdict === Verdict.FAILED ? ItemStatus.FAILED : ItemStatus.PASSED;
    this.decidedAt = at;
  }
}

/** The result of an examination, and another person's decision about it. A returned finding is kept. */
