import { OptionalProps } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GlobalId } from '../kernel/values/global-id.js';
import { MoneyScalar } from '../kernel/values/money.js';
import { Node } from '../kernel/node.js';
import { DateTimeScalar } from '../kernel/values/scalars.js';
import { asRole, mayInsert, mayRead, mayUpdate, staff, rowPolicies } from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import { staff as staffRoles } from '../access/role.js';

export enum ProposalStatus {
  DRAFT = 'DRAFT',
  SUPERSEDED = 'SUPERSEDED',
  SUBMITTED = 'SUBMITTED',
  RETURNED = 'RETURNED',
  APPROVED = 'APPROVED',
}

registerEnumType(ProposalStatus, {
  name: 'ProposalStatus',
  description: '建议方案状态: how far a proposal is.',
  valuesConfig: {
    DRAFT: { description: '测算完成: computed, not submitted yet.' },
    SUPERSEDED: { description: '已被取代: a later revision was computed before this one was submitted.' },
    SUBMITTED: { description: '审核中: with the department for review.' },
    RETURNED: { description: '已退回: returned with reasons; a new revision is due.' },
    APPROVED: { description: '已审定: approved, can be published.' },
  },
});

@Entity({
  policies: rowPolicies(
    mayRead(staff),
    mayInsert(asRole('PLATFORM')),
    mayUpdate(asRole('PLATFORM', 'SCIENCE', 'REGULATOR')),
  ),
})
@Unique({ properties: ['programmeId', 'revision'] })
@ObjectType({
  implements: Node,
  description: '补贴建议方案: one computed revision of the list of subsidies (§3 five).',
})
@Access(...staffRoles)
export class SubsidyProposal extends Node {
  [OptionalProps]?:
    | 'enterpriseCount'
    | 'policyCount'
    | 'leftOutCount'
    | 'calculatedTotal'
    | 'cappedTotal'
    | 'grantedTotal'
    | 'inputDigest'
    | 'opinionPapers';

  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'uuid' })
  programmeId: string;

  @Property({ type: 'uuid' })
  rulesId: string;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '修订号: 1, 2, … in its programme. Earlier ones stay readable.' })
  revision: number;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, {
    description:
      '批次: 1 is the main list; 2, 3, … are supplementary lists (补充批次) of what was pushed after an approval.',
  })
  list: number;

  @Property({ type: 'text' })
  @Field(() => ProposalStatus, { description: '状态: how far the review is.' })
  status: ProposalStatus;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: '企业数: enterprises on the list.' })
  enterpriseCount: number;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: '计入保单数: policies that count.' })
  policyCount: number;

  @Property({ type: 'int', default: 0 })
  @Field(() => Int, { description: '未计入保单数: policies left out, each with its reasons.' })
  leftOutCount: number;

  @Property({ columnType: 'numeric(16,2)', type: 'string', default: '0' })
  @Field(() => MoneyScalar, { description: '测算金额: sum of all lines before caps and budget.' })
  calculatedTotal: string;

  @Property({ columnType: 'numeric(16,2)', type: 'string', default: '0' })
  @Field(() => MoneyScalar, {
    description:
      '上限核减后金额: sum after the caps and before the budget; budget ÷ this is the factor where it is short.',
  })
  cappedTotal: string;

  @Property({ columnType: 'numeric(16,2)', type: 'string', default: '0' })
  @Field(() => MoneyScalar, { description: '拟补贴总额: sum of what the enterprises are to get.' })
  grantedTotal: string;

  @Property({ type: 'text', default: '' })
  @Field(() => String, {
    description: 'SHA-256 over all inputs in a fixed order: the same inputs have the same digest.',
  })
  inputDigest: string;

  @Property({ type: 'uuid' })
  computedBy: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTimeScalar, { description: 'When it was computed.' })
  computedAt: Date;

  @Property({ type: 'uuid', nullable: true })
  submittedBy: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was submitted for review.' })
  submittedAt: Date | null;

  @Property({ type: 'uuid', nullable: true })
  opinionBy: string | null;

  @Property({ type: 'boolean', nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: '监管意见: whether the regulator agrees; null until it has said.',
  })
  opinionAgrees: boolean | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '监管意见: the regulator’s opinion in words.' })
  opinion: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the regulator gave its opinion.' })
  opinionAt: Date | null;

  @Property({ columnType: 'uuid[]', type: 'string[]', default: [] })
  opinionPapers: string[];

  @Property({ type: 'uuid', nullable: true })
  decidedBy: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was approved or returned.' })
  decidedAt: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '退回理由: why it was returned.' })
  returnReason: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      '催办时间: when it was reported that the present step waits longer than the programme allows; null while it does not.',
  })
  remindedAt: Date | null;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each change; an update names the one it saw.' })
  version: number;

  /** Returns who took part in preparing it. */
  preparers(): (string | null)[] {
    return [this.computedBy, this.submittedBy];
  }

  submit(by: string | null, at: Date): void {
    this.status = ProposalStatus.SUBMITTED;
    this.submittedBy = by;
    this.submittedAt = at;
  }

  decide(status: ProposalStatus.APPROVED | ProposalStatus.RETURNED, by: string | null, at: Date): void {
    this.status = status;
    this.decidedBy = by;
    this.decidedAt = at;
  }
}
