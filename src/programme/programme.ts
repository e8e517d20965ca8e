import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { GlobalId } from '../kernel/values/global-id.js';
import { Node } from '../kernel/node.js';
import { DateScalar } from '../kernel/values/scalars.js';
import { endOfDay, startOfDay } from '../kernel/values/dates.js';
import { anybody, asRole, mayInsert, mayRead, mayUpdate, rowPolicies } from '../database/schema/row-security.js';
import { Access } from '../access/access.js';
import type { IssuedNoticeData } from './data/programme-data.js';
import { everybody } from '../access/role.js';

@Entity({ policies: rowPolicies(mayRead(anybody), mayInsert(asRole()), mayUpdate(asRole('SCIENCE'))) })
@ObjectType({
  implements: Node,
  description: '年度补贴工作: one year’s subsidy scheme with its rules and windows. Source: the notice that issued it.',
})
@Access(...everybody)
export class Programme extends Node {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @GlobalId()
  override id: string;

  @Property({ type: 'text' })
  @Unique()
  @Field(() => String, { description: 'Short business key, for example `FJ-2025`.' })
  code: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '标题: the title, in Chinese.' })
  title: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '文号: number of the official document that issued it.' })
  documentNumber: string;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '保单年度: policies count that start in this year (§1).' })
  policyYear: number;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: 'The day from which institutions may push.' })
  opensOn: string;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '机构注册截止: last day for institutions to register (§3 two).' })
  institutionRegistrationUntil: string;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '企业注册截止: last day for enterprises to register (§3 three).' })
  enterpriseRegistrationUntil: string;

  @Property({ type: 'date' })
  @Field(() => DateScalar, {
    description: '保单上传截止: last day to push policies (§3 four), to its end in Asia/Shanghai.',
  })
  policyPushUntil: string;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '公示工作日数: how many working days a list is public (§3 five).' })
  publicityWorkingDays: number;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '填报工作日数: working days to give payment information after the SMS (§3 six).' })
  paymentInformationWorkingDays: number;

  @Property({ type: 'boolean', default: false })
  @Field(() => Boolean, {
    description: '规则已定: whether a proposal was approved by its rules, which then never change again.',
  })
  frozen: boolean;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, { description: 'Rises with each change; an update names the one it saw.' })
  version: number;

  @Property({ type: 'int', default: 5 })
  @Field(() => Int, {
    description:
      '审核工作日数: working days that each step of the review may take (opinion, decision, new revision) before it is reminded.',
  })
  reviewWorkingDays: number;

  @Property({ type: 'int', default: 5 })
  @Field(() => Int, { description: '异议处理工作日数: working days to decide an objection after it was filed.' })
  objectionWorkingDays: number;

  @Property({ type: 'int', default: 5 })
  @Field(() => Int, {
    description: '保单问题答复工作日数: working days for an insurer to answer what a company reports of a policy.',
  })
  problemAnswerWorkingDays: number;

  /** The published notice; the draft module has its fields. */
  @Property({ type: 'jsonb', nullable: true })
  notice: IssuedNoticeData | null;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether this is made-up demonstration data.' })
  demonstration: boolean;

  isOpenForPush(now: Date): boolean {
    return now >= startOfDay(this.opensOn) && now < endOfDay(this.policyPushUntil);
  }
}
